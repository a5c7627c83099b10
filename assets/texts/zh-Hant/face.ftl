### 認人：同意、看鏡頭、另一種方式。

## 先徵得同意

face-consent = 用攝影機核對，
    是您本人嗎？
    .hint = { $mode ->
            [elder] 不用人臉也行，可以找工作人員。
           *[other] 這一步需要再確認是您。您可以不用人臉，找工作人員也行。
        }
    .say = 這一步要核對是您本人。可以用攝影機，也可以找工作人員。
    .step = 核對本人
row-consent-why = 為什麼
row-consent-how = 怎麼核對
row-consent-kept = 存多久
consent-kept-staff = 核對完就清除；有疑問時，在場的工作人員會先看
consent-why-transfer = 這筆轉帳要再確認是您
consent-why-statement = 明細超過一年，要再確認是您
consent-why-unfreeze = 解除凍結，要再確認是您
consent-how-registry = 和身分登記照片比對，只在本機
consent-how-document = 和證件照片比對，只在本機
consent-kept = 畫面不保存，比對完就清除
consent-watch = 同意，辦完前也請照看
    .help = 您走開或換了人，就停下來
    .hear = 辦完前也請照看|照看
consent-once = 同意，只核對這一次
    .help = 核對完攝影機就關掉
    .hear = 只核對這一次|這一次
consent-other = 不用人臉，找工作人員
    .help = 工作人員會當面核對
    .hear = 不用人臉|找工作人員|工作人員

## 看鏡頭

face-look = { $challenge ->
        [turn-left] 請慢慢向左轉頭
        [turn-right] 請慢慢向右轉頭
        [blink] 請眨一眨眼
        [open-mouth] 請張一張嘴
       *[ahead] 請看著螢幕
    }
    .body = { $mode ->
            [elder] { "" }
           *[other] 比對只在本機進行；您同意的照片以外，不留畫面。
        }
    .secondary = 不用人臉，找工作人員
    .step = 看鏡頭
    .hear-secondary = 不用人臉|找工作人員
face-mark-ahead = 看螢幕
face-mark-turn-left = 向左
face-mark-turn-right = 向右
face-mark-blink = 眨眼
face-mark-open-mouth = 張嘴
face-guide-starting = 正在打開攝影機，請稍等
face-guide-fine = 很好，慢慢來
face-guide-no-face = 還沒看到您的臉，請站到螢幕正前方
face-guide-several-faces = 看到不止一個人，請讓別人站開一點
face-guide-closer = 請靠近一點
face-guide-farther = 請退後一點
face-guide-left = 請往左一點
face-guide-right = 請往右一點
face-guide-up = 請抬高一點
face-guide-down = 請放低一點
face-guide-too-dark = 光線太暗，請轉向亮的地方
face-guide-too-bright = 光線太亮，請避開強光
face-guide-against-light = 背後太亮，請換個方向
face-guide-blurred = 畫面不清楚，請站穩一點
face-guide-look-ahead = 請正對螢幕
face-guide-covered = 請摘下口罩，露出整張臉

## 沒有成功

face-failed = 這次沒有核對上
    .say = 這次沒有核對上。可以再試一次，也可以找工作人員。
row-face-reason = 原因
face-reason-consent-unclear = 客戶同意的時間不符
face-reason-no-match = 和照片不太像，可能是光線或角度不好
face-reason-other-person = 中途好像換了人，請一個人從頭做完
face-reason-too-slow = 時間到了，沒看到要做的動作
face-reason-too-early = 動作太早了，請看到提示再做
face-reason-wrong-movement = 動作和提示不一樣
face-reason-not-back = 做完動作，請轉回來看螢幕
face-reason-face-lost = 中途看不到您的臉了
face-reason-turn-unclear = 沒看清轉頭，請慢慢轉，轉大一點
face-reason-unclear = 沒看清楚，請按提示慢慢做
face-reason-reference = 登記或證件上的照片用不了，請找工作人員
face-again = 再試一次
    .help = 按螢幕上的提示慢慢做
    .hear = 再試一次|再試
face-staff = 找工作人員
    .help = 工作人員會當面核對
    .hear = 找工作人員|工作人員
face-broken = 攝影機暫時用不了
    .body = 不是您的問題。可以找工作人員當面核對，錢沒有動。
    .say = 攝影機暫時用不了，可以找工作人員。

## 等工作人員

busy-verification = 正在告訴銀行核對結果
busy-portrait = 正在取登記照片
busy-staff-check = 請稍等，工作人員來核對
    .hint = 請不要走開。也可以取消，錢沒有動。
    .say = 請稍等，工作人員來核對您本人。
staff-refused = 沒有通過核對，沒有辦理
    .body = 錢沒有動。請帶身分證到櫃檯辦理。
    .say = 沒有通過核對。錢沒有動，請到櫃檯辦理。
staff-not-there = 工作人員現在來不了
    .body = 錢沒有動。請稍後再試，或者到櫃檯辦理。
    .say = 工作人員現在來不了。錢沒有動，請稍後再試。

## 照看

watch-gone = 您還在嗎？
    .hint = 攝影機沒有看到您。請站到螢幕前，再繼續。
    .say = 您還在嗎？請站到螢幕前。
watch-other = 螢幕前換了人嗎？
    .hint = 看到的好像不是剛才核對的人。為了您的錢，先停下來。
    .say = 螢幕前好像換了人。請確認是您本人。
watch-still-me = 是我，繼續
    .hear = 是我|繼續
watch-finish = 不辦了
    .hear = 不辦了|結束
error-watch-not-seen = 還沒看到您，請站到螢幕正前方
pin-watched = 旁邊有人，請遮住再輸密碼
