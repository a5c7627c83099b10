### 开卡：从选择到卡在手里。

## 办什么

opening-kind = 要办哪一样？
    .hint = 带好您本人的身份证件，大约三分钟。
    .say = 请选择要办的业务。
opening-kind-opening = 开户办卡
    .help = 在本行还没有账户
    .hear = 开户办卡|开户
opening-kind-additional = 再办一张卡
    .help = 已经有账户，多一张卡
    .hear = 再办一张卡|再办一张
opening-kind-replacement = 补卡换卡
    .help = 卡丢了、坏了、过期了
    .hear = 补卡换卡|补卡|换卡
opening-kind-pin-reset = 重设密码
    .help = 卡在手里，忘了密码
    .hear = 重设密码|忘了密码|改密码
opening-kind-resume = 继续上次的申请
    .help = 有一个 8 位的申请码
    .hear = 继续上次的申请|继续上次的|继续

## 协议与同意

opening-account-agreement = 请看开户协议
    .say = 请把协议看完，再选同意或不同意。
    .step = 协议
opening-card-agreement = 请看用卡协议
    .say = 请把协议看完，再选同意或不同意。
    .step = 协议
opening-personal-data = 您的信息怎么用
    .say = 请看看您的信息怎么用，再选同意或不同意。
    .step = 协议
opening-stills = 给工作人员看照片吗？
    .say = 请看一看，再选同意或不同意。
    .step = 协议
opening-not-accepted = 没有同意，就办不了
    .body = 不着急。可以再看一遍，也可以不办，或者找人问清楚。
opening-read-again = 再看一遍
    .help = 看完再决定
    .hear = 再看一遍
opening-leave = 不办了
    .help = 证件会退给您
    .hear = 不办了
consent-why-application = 银行要确认证件是您本人的

## 能不能办

busy-application = 正在和银行核对
busy-eligibility = 正在核对您的证件
    .hint = 银行在向身份登记机关核对，请稍等。
busy-reserve = 正在给您留卡号
opening-bank-away = 暂时连不上银行
    .body = 您填的都还在。可以等一等再试。
opening-again = 再试一次
    .help = 接着刚才的办
    .hear = 再试一次|再试
opening-ended = 这份申请已经结束了
    .body = 时间太久，或者在别处办了。可以重新开始，或者找人帮忙。
opening-understood = 知道了
    .help = 证件会退给您
    .hear = 知道了|好的|好
opening-refused-under-age = 不满 16 岁，不能在这里办
    .body = 请和父母或监护人一起，带上两个人的证件和户口簿，到柜台办理。
opening-refused-document-expired = 证件过期了
    .body = 请先到派出所换新证件，再来办。急用可以带临时身份证到柜台。
opening-refused-document-kind = 这种证件要到柜台办
    .body = 护照要由工作人员核对。请带上护照和居留证明到柜台办理。
opening-refused-not-in-registry = 没有查到这个证件
    .body = 登记机关没有这个证件的记录。请带证件和户口簿到柜台，工作人员会帮您核实。
opening-refused-registry-differs = 证件和登记的不一样
    .body = 姓名、生日或有效期和登记的对不上。请先到派出所核实，或者带户口簿到柜台。
opening-refused-document-cancelled = 这个证件已经不能用了
    .body = 它报过遗失，或者换过新证。请用新的证件再来办。
opening-refused-registry-away = 现在查不到证件登记
    .body = 不是您的问题。请过一会儿再来，或者到柜台办理。
opening-refused-has-account = 您在本行已经有账户
    .body = 每人只能有一个一类户，不用再开。可以办下面的：
opening-refused-no-account = 您在本行还没有账户
    .body = 要先开户，才有卡。可以办下面的：
opening-refused-no-card = 没有可以办的卡
    .body = 没有能补换的卡，或者插的卡不是您名下能用的。可以看看下面的，或者到柜台问一问。
opening-refused-too-many-cards = 您名下的卡已经到了上限
    .body = 不能再多办一张。不用的卡可以到柜台注销。
opening-refused-not-served = 请到柜台办理
    .body = 这里办不了这项业务。请带证件到柜台，工作人员会跟您说明。
opening-refused-open-elsewhere = 您的申请正在别处办
    .body = 同一个人只能办一份。请回到那台机器，或者到柜台办理。
opening-refused-tried-too-often = 今天试的次数多了
    .body = 为了安全，请 24 小时以后再来，或者带证件到柜台办理。

## 继续上次的申请

opening-code = 请输入 8 位申请码
    .hint = 上次停下时屏幕上或凭条上的号码，24 小时内有效。
    .say = 请输入申请码。
    .primary = 下一步
    .step = 核对本人
error-resume-length = 申请码是 { $most } 位数字
error-resume-wrong = 申请码和证件对不上，还可以试 { $left } 次
opening-resume-ended = 没有可以继续的申请
    .body = 过了 24 小时、试错太多次，或者已经办过了。可以重新开始，或者找人帮忙。

## 手机

opening-phone = 请输入您的手机号
    .hint = 11 位。我们发一条短信验证码来核对。
    .say = 请输入手机号，不会读出来。
    .primary = 发短信验证码
    .step = 手机
    .hear-primary = 发短信验证码|发短信
error-phone-length = 手机号是 { $most } 位，请再看一遍
error-phone-kind = 请输入大陆的手机号，1 开头
error-phone-not-own = 银行里登记的不是这个号码。请用登记的，或者到柜台改
opening-phone-code = 请输入短信里的验证码
    .hint = { $sent ->
            [again] 又发了一条，请用最新的。
           *[first] 发到了您刚输入的手机上，五分钟有效。
        }
    .say = 请输入短信里的 { $length } 位验证码。
    .primary = 下一步
    .secondary = 再发一条
    .step = 手机
    .hear-secondary = 再发一条|重新发送
opening-phone-code-ended = 这个验证码不能用了
    .body = 过了五分钟，或者输错了三次。请再发一条；没有收到短信，看看号码对不对。

## 地址、职业、用途

opening-address = 您现在住在这里吗？
    .say = 请看看证件上的地址，是不是您现在住的地方。
    .step = 您的情况
opening-address-document = 是，就住这里
    .help = 用证件上的地址
    .hear = 就住这里|是|对
opening-address-other = 不是，住在别处
    .help = 一步一步选
    .hear = 住在别处|不是
opening-area = { $level ->
        [province] 您住在哪个省？
        [city] 哪个市？
        [district] 哪个区、县？
       *[street] 哪条街、哪个村？
    }
    .say = 请选择您住的地方。
    .step = 您的情况
opening-area-elsewhere = 这里没有
    .help = 不在这些地方
    .hear = 这里没有|没有
opening-elsewhere = 名单里没有您住的地方
    .body = 这台机器只认得本行服务的地方。可以再选一选，或者把已经填的留着，拿申请码到柜台，工作人员会替您写地址。
opening-lists = 再选一选
    .help = 回到上一步
    .hear = 再选一选|重新选
opening-counter = 到柜台接着办
    .help = 给您一个申请码
    .hear = 到柜台接着办|去柜台|柜台
opening-house = 门牌号是多少？
    .hint = 只要数字。比如 18 号就按 18。
    .say = 请输入门牌号。
    .primary = 下一步
    .step = 您的情况
opening-room = 房间号是多少？
    .hint = 只要数字。没有就按“没有房间号”。
    .say = 请输入房间号。
    .primary = 下一步
    .secondary = 没有房间号
    .step = 您的情况
    .hear-secondary = 没有房间号|没有
error-house = 请输入数字，最多 { $most } 位
opening-occupation = 您做什么工作？
    .say = 请选择您的职业。
    .step = 您的情况
occupation-employee = 企业职工
occupation-public-service = 机关、事业单位
occupation-professional = 医生、教师等专业人员
occupation-self-employed = 个体经营
occupation-farming = 农林牧渔
occupation-student = 学生
occupation-retired = 退休
occupation-homemaker = 料理家务
occupation-other = 其他
opening-purpose = 账户主要用来做什么？
    .say = 请选择账户的用途。
    .step = 您的情况
account-purpose-salary = 领工资
account-purpose-daily = 日常收支
account-purpose-savings = 存钱
account-purpose-pension = 领养老金、补贴
account-purpose-family = 家人之间转钱
account-purpose-other = 其他

## 确认

opening-review = 请看一遍，没错就确认
    .say = 请看一遍您填的内容。
    .primary = 确认
    .secondary = 修改
    .step = 确认
    .hear-secondary = 修改|改一下
    .hear-primary = 确认
row-applied-for = 业务
row-name = 姓名
row-document-number = 证件号
row-phone = 手机
row-address = 地址
row-occupation = 职业
row-account-purpose = 用途

## 密码与签名

pin-new = 请给卡设 { $length } 位密码
    .hint = 不要用生日、电话或连号。按完再按绿色确认键。
    .say = 请设密码。请用另一只手挡住键盘。
    .body = 请遮挡键盘，留意身后。屏幕不会显示密码。
    .step = 密码
pin-new-again = 请把密码再输一次
    .hint = 和刚才一样的 { $length } 位，再按绿色确认键。
    .say = 请把密码再输一次。
    .body = 请遮挡键盘，留意身后。屏幕不会显示密码。
    .step = 密码
busy-pin-new = 正在设密码
error-pins-differ = 两次输入的不一样。请重新设，两次按同样的数字。
error-pin-weak-birthday = 这像是生日，容易被猜到。请换一个和生日无关的。
error-pin-weak-repeats = 重复的数字容易被猜到。请换几个不同的数字。
error-pin-weak-run = 连着的数字容易被猜到。请把数字打乱。
error-pin-weak-phone = 这是手机号里的数字，容易被猜到。请换一个。
error-pin-weak-id-number = 这是证件号里的数字，容易被猜到。请换一个。
error-pin-weak-other = 这个密码容易被猜到。请换一个。
error-pin-again = 刚才的没有收到。请重新设一次。
opening-sign = 请在框里签名
    .hint = 用手指写您的名字，和证件上一样。
    .say = 请用手指在屏幕上签名。
    .secondary = 不方便签，按这里确认
    .step = 签名

## 工作人员

opening-waiting = 已经叫了工作人员
    .hint = { $mode ->
            [elder] 请等一等，不要走开。
           *[other] 工作人员看过您和证件，才能办好。请等一等，不要走开。
        }
    .say = 已经叫了工作人员，请等一等。
    .step = 工作人员
row-called-at = 呼叫时间
row-staff-state = 现在
opening-staff-called = 等工作人员来
opening-staff-looking = 工作人员正在看
opening-staff-second = 要第二位工作人员看
opening-later = 先不等，以后接着办
    .help = 给您一个申请码
    .hear = 先不等|以后接着办|以后再办
opening-still-waiting = 还在等吗？
    .hint = 工作人员还没有答复。可以接着等，也可以以后再来。
    .say = 您还在等吗？
    .step = 工作人员
opening-wait = 接着等
    .help = 不用做别的
    .hear = 接着等|等
opening-look-again = 请再看一次镜头
    .body = 工作人员想再看清楚一点。
opening-refused = 工作人员没有批准
    .body = 这次没有办成，没有开户，也没有收费。可以带证件到柜台问一问。
row-reason = 原因
staff-said-not-the-person = 看起来和证件上不是同一个人
staff-said-document-doubtful = 证件有疑问，要到柜台核对
staff-said-face-hidden = 脸没有露全，请摘下口罩和帽子
staff-said-light-poor = 光线不好，看不清楚
staff-said-ask-at-counter = 请到柜台，工作人员跟您说明
staff-said-other = 请问在场的工作人员

## 卡在手里以后

opening-alerts = 卡可以用了。要短信提醒吗？
    .hint = 每次扣款发一条短信，不收费。
    .say = 卡可以用了。要短信提醒吗？
    .step = 卡
opening-alerts-yes = 要提醒
    .help = 发到您的手机
    .hear = 要提醒|要
opening-alerts-no = 不要
    .help = 以后可以到柜台改
    .hear = 不要|不用
opening-alerts-on = 每次扣款发短信
row-alerts = 短信提醒
opening-limits = 一次最多能转多少？
    .hint = 定低一点更安全。以后可以到柜台改。
    .say = 请选择转账的限额。
    .step = 卡
opening-limit-bank = 按银行的规定
    .help = 不另外限制
    .hear = 按银行的规定|银行的规定
opening-limit-low = 一次 { $one }
    .help = 一天 { $day }
    .hear = 低一点|最低的
opening-limit-middle = 一次 { $one }
    .help = 一天 { $day }
    .hear = 中等|中间的
opening-offers-failed = 提醒和限额没有设成
    .body = 卡照样可以用，按银行的规定。要改的话，请到柜台。
opening-done = 办好了，卡可以用了
    .body = { $number } 从 { $time } 起可以用。请把密码记在心里，不要写在卡上。
    .say = 办好了。要凭条吗？
opening-pin-set = 新密码设好了
    .body = { $number } 从 { $time } 起用新密码。请记在心里，不要写在卡上。
    .say = 新密码设好了。要凭条吗？
slip-opening = 办卡
slip-pin-reset = 重设密码
slip-opening-advice = 卡丢了请马上挂失：机器、柜台或卡背面的电话。

## 停下来

opening-stop = 已经填的，怎么办？
    .hint = 留着的话，24 小时内可以在这里或柜台接着办。
    .say = 已经填的要留着，还是删掉？
opening-keep = 留着，给我申请码
    .help = 凭申请码和证件接着办
    .hear = 留着|给我申请码
opening-delete = 删掉
    .help = 一点也不留
    .hear = 删掉|删除
opening-deleted = 已经删掉了
    .body = 您填的、证件上的，都没有留下。
opening-deleted-later = 很快会删掉
    .body = 现在连不上银行。谁也不能接着办，一小时之内银行会全部删掉。
opening-kept = 给您留着了
    .body = { $time } 以前，带申请码和同一个证件，在这里或柜台接着办。过了就全部删除。
    .number = 您的申请码
    .say = 请记下申请码。
opening-not-kept = 没有办成，也没能留下
    .body = 现在连不上银行，或者申请已经结束。以后请重新开始。没有开户，也没有收费。
opening-pin-unsure = 还不知道密码设好没有
    .body = 银行没有答复。请先试新密码；要是用不了，请带上卡和身份证件再来设一次。
row-resume-code = 申请码
slip-none-of-code = 不要凭条
    .help = 申请码已经记下了
    .hear = 不要凭条|不要|不用
slip-opening-kept = 申请码
slip-kept-advice = 请带同一个证件，在这里或柜台接着办。
