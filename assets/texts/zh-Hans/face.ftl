### 认人：同意、看镜头、另一种方式。

## 先征得同意

face-consent = 用摄像头核对，
    是您本人吗？
    .hint = { $mode ->
            [elder] 不用人脸也行，可以找工作人员。
           *[other] 这一步需要再确认是您。您可以不用人脸，找工作人员也行。
        }
    .say = 这一步要核对是您本人。可以用摄像头，也可以找工作人员。
    .step = 核对本人
row-consent-why = 为什么
row-consent-how = 怎么核对
row-consent-kept = 存多久
consent-kept-staff = 核对完就清除；有疑问时，在场的工作人员会先看
consent-why-transfer = 这笔转账要再确认是您
consent-why-statement = 明细超过一年，要再确认是您
consent-why-unfreeze = 解除冻结，要再确认是您
consent-how-registry = 和身份登记照片比对，只在本机
consent-how-document = 和证件照片比对，只在本机
consent-kept = 画面不保存，比对完就清除
consent-watch = 同意，办完前也请照看
    .help = 您走开或换了人，就停下来
    .hear = 办完前也请照看|照看
consent-once = 同意，只核对这一次
    .help = 核对完摄像头就关掉
    .hear = 只核对这一次|这一次
consent-other = 不用人脸，找工作人员
    .help = 工作人员会当面核对
    .hear = 不用人脸|找工作人员|工作人员

## 看镜头

face-look = { $challenge ->
        [turn-left] 请慢慢向左转头
        [turn-right] 请慢慢向右转头
        [blink] 请眨一眨眼
        [open-mouth] 请张一张嘴
       *[ahead] 请看着屏幕
    }
    .body = { $mode ->
            [elder] { "" }
           *[other] 比对只在本机进行；您同意的照片以外，不留画面。
        }
    .secondary = 不用人脸，找工作人员
    .step = 看镜头
    .hear-secondary = 不用人脸|找工作人员
face-mark-ahead = 看屏幕
face-mark-turn-left = 向左
face-mark-turn-right = 向右
face-mark-blink = 眨眼
face-mark-open-mouth = 张嘴
face-guide-starting = 正在打开摄像头，请稍等
face-guide-fine = 很好，慢慢来
face-guide-no-face = 还没看到您的脸，请站到屏幕正前方
face-guide-several-faces = 看到不止一个人，请让别人站开一点
face-guide-closer = 请靠近一点
face-guide-farther = 请退后一点
face-guide-left = 请往左一点
face-guide-right = 请往右一点
face-guide-up = 请抬高一点
face-guide-down = 请放低一点
face-guide-too-dark = 光线太暗，请转向亮的地方
face-guide-too-bright = 光线太亮，请避开强光
face-guide-against-light = 背后太亮，请换个方向
face-guide-blurred = 画面不清楚，请站稳一点
face-guide-look-ahead = 请正对屏幕
face-guide-covered = 请摘下口罩，露出整张脸

## 没有成功

face-failed = 这次没有核对上
    .say = 这次没有核对上。可以再试一次，也可以找工作人员。
row-face-reason = 原因
face-reason-consent-unclear = 客户同意的时间对不上
face-reason-no-match = 和照片不太像，可能是光线或角度不好
face-reason-other-person = 中途好像换了人，请一个人从头做完
face-reason-too-slow = 时间到了，没看到要做的动作
face-reason-too-early = 动作太早了，请看到提示再做
face-reason-wrong-movement = 动作和提示不一样
face-reason-not-back = 做完动作，请转回来看屏幕
face-reason-face-lost = 中途看不到您的脸了
face-reason-turn-unclear = 没看清转头，请慢慢转，转大一点
face-reason-unclear = 没看清楚，请按提示慢慢做
face-reason-reference = 登记或证件上的照片用不了，请找工作人员
face-again = 再试一次
    .help = 按屏幕上的提示慢慢做
    .hear = 再试一次|再试
face-staff = 找工作人员
    .help = 工作人员会当面核对
    .hear = 找工作人员|工作人员
face-broken = 摄像头暂时用不了
    .body = 不是您的问题。可以找工作人员当面核对，钱没有动。
    .say = 摄像头暂时用不了，可以找工作人员。

## 等工作人员

busy-verification = 正在告诉银行核对结果
busy-portrait = 正在取登记照片
busy-staff-check = 请稍等，工作人员来核对
    .hint = 请不要走开。也可以取消，钱没有动。
    .say = 请稍等，工作人员来核对您本人。
staff-refused = 没有通过核对，没有办理
    .body = 钱没有动。请带身份证到柜台办理。
    .say = 没有通过核对。钱没有动，请到柜台办理。
staff-not-there = 工作人员现在来不了
    .body = 钱没有动。请稍后再试，或者到柜台办理。
    .say = 工作人员现在来不了。钱没有动，请稍后再试。

## 照看

watch-gone = 您还在吗？
    .hint = 摄像头没有看到您。请站到屏幕前，再继续。
    .say = 您还在吗？请站到屏幕前。
watch-other = 屏幕前换了人吗？
    .hint = 看到的好像不是刚才核对的人。为了您的钱，先停下来。
    .say = 屏幕前好像换了人。请确认是您本人。
watch-still-me = 是我，继续
    .hear = 是我|继续
watch-finish = 不办了
    .hear = 不办了|结束
error-watch-not-seen = 还没看到您，请站到屏幕正前方
pin-watched = 旁边有人，请遮住再输密码
