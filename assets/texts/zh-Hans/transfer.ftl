### 转账：转给谁，转多少，什么时候转，结果怎样。

## 转账

transfer-source = 从哪个账户转出？
    .step = 付款账户
source-savings = 储蓄账户
    .help = { $number }，可用 { $amount } 元
    .hear = 储蓄账户|储蓄
source-current = 结算账户
    .help = { $number }，可用 { $amount } 元
    .hear = 结算账户|结算
transfer-payee = 收款人的账号是多少？
    .hint = 本行账号，16 到 19 位。
    .say = 请输入收款人的账号。
    .primary = 下一步
    .step = 收款账号
transfer-confirm = 是这位收款人吗？
    .hint = 请看清楚名字，和您想转的人对一对。
    .say = 请核对收款人的名字。
    .step = 收款人
payee-right = 是，就是他
    .help = 下一步填金额
    .hear = 是|对|就是他|没错|是的
payee-other = 不是，换账号
    .help = 重新输入收款账号
    .hear = 不是|不对|换账号
transfer-amount = 转多少钱？
    .hint = { $mode ->
            [standard] 转给 { $payee }，手续费在确认之前会告诉您。
           *[other] 转给 { $payee }
        }
    .say = 请输入金额。
    .primary = 下一步
    .step = 金额
amount-available = 可用 { $amount }
amount-limit = 每笔最多 { $amount }
amount-limit-today = 今天还能转 { $amount }
transfer-review = 请核对，再确认
    .say = 请核对收款人和金额，再确认。
    .primary = 确认转账
    .secondary = 改金额
    .step = 核对
    .hear-secondary = 改金额|修改金额
    .hear-primary = 确认转账|确认
wording-real-time = 向 { $payee }（尾号 { $tail }）转 { $amount } 元，实时到账，确认后不能撤回。
arrival-real-time = 实时到账
transfer-done = 已转出 { $amount } 元
    .body = { $payee }（尾号 { $tail }）已经收到。
    .say = 转账成功。要凭条吗？
    .step = 完成
transfer-unknown = 还不知道有没有转成
    .body = { $mode ->
            [elder] { $amount } 元只会转出一次，或者留在您的账户里。
           *[other] 银行还没有答复。{ $amount } 元只会转出一次，或者原样留在您的账户里。
        }
    .number = 您的编号
    .say = 结果还没有回来。请不要再转一次。
    .step = 等待结果
unknown-we-will = 自动再查，有结果就记在账户里
unknown-please = 不要再转一次
unknown-to-ask = 拨卡背面的电话，报编号
declined-funds = 没有转成，钱没有动
    .body = 账户里的钱不够。您可以换一个小一点的金额再转。
    .step = 没有转成
declined-limit = 没有转成，钱没有动
    .body = 超过了可转的限额。您可以少转一些，或者明天再转。
    .step = 没有转成
declined-payee = 没有转成，钱没有动
    .body = 收款账户现在不能收款。请向收款人核对后再试。
    .step = 没有转成
declined-frozen = 没有转成，钱没有动
    .body = 您的账户被冻结，不能转出。请拨卡背面的电话，或者找人帮忙。
    .step = 没有转成
declined-verification = 没有转成，钱没有动
    .body = 确认是您本人之后，五分钟内有效，已经过了时间。请重新转一次，再确认一次就可以。
    .step = 没有转成
declined-other = 没有转成，钱没有动
    .body = 银行没有接受这一笔。请稍后再试，或者找人帮忙。
    .step = 没有转成

## 转给谁

transfer-whom = 转给谁？
    .hint = 转到自己的账户，转给存过的收款人，或者转给新的人。
    .say = 请选择转给谁。
    .step = 收款人
own-savings = 我的储蓄账户
own-current = 我的结算账户
whom-new = 转给别的人
    .help = 下一步输入收款账号
    .hear = 转给别的人|别的人|别人|新收款人

## 什么时候

transfer-when = 什么时候转？
    .hint = 不是马上转的，转出之前都可以取消。
    .say = 请选择什么时候转。
    .step = 时间
speed-real-time = 现在就转
    .help = { $fee ->
        [0] 马上到账，不收手续费
       *[other] 马上到账，手续费 { $sum } 元
    }
    .hear = 现在就转|现在|马上转|实时到账
speed-two-hours = 两小时后转
    .help = { $fee ->
        [0] { $time } 转出并到账，不收手续费
       *[other] { $time } 转出并到账，手续费 { $sum } 元
    }
    .hear = 两小时后转|两小时后|两个小时后
speed-next-day = 明天转
    .help = { $fee ->
        [0] 明天 { $time } 转出并到账，不收手续费
       *[other] 明天 { $time } 转出并到账，手续费 { $sum } 元
    }
    .hear = 明天转|明天
speed-too-dear = 加上手续费，钱就不够了
arrival-two-hours = 两小时后到账
arrival-next-day = 次日到账

## 用途

transfer-note = 这笔钱做什么用？
    .hint = 收款人会看到。不写也可以。
    .say = 请选择用途，不写也可以。
    .step = 用途
note-family = 给家里人
    .hear = 给家里人|家里人|生活费
note-rent = 房租
    .hear = 房租
note-goods = 买东西
    .hear = 买东西
note-loan = 借钱还钱
    .hear = 借钱还钱|借钱|还钱
note-gift = 送礼
    .hear = 送礼|红包
note-other = 其他
    .hear = 其他|别的
note-none = 不写
    .hear = 不写|不用写

## 多问一句

risk-guided = 有没有人正打着电话，或者在旁边教您转账？
    .hint = { $mode ->
            [elder] {""}
           *[other] 您的回答不会告诉别人。请慢慢想。
        }
    .say = 为了您的安全，请回答一个问题。
    .step = 安全提醒
risk-guided-no = 没有，是我自己要转
    .help = 接着办
    .hear = 没有|是我自己要转|我自己要转
risk-guided-yes = 有人在教我
    .help = 我们一起想个稳妥的办法
    .hear = 有人在教我|有人教我|有
risk-urgent = 有没有人催您马上转？
    .hint = { $mode ->
            [elder] {""}
           *[other] 您的回答不会告诉别人。请慢慢想。
        }
    .say = 为了您的安全，再回答一个问题。
    .step = 安全提醒
risk-urgent-no = 没有人催
    .help = 接着办
    .hear = 没有人催|没有|不急
risk-urgent-yes = 有人催，说很急
    .help = 我们一起想个稳妥的办法
    .hear = 有人催|很急|有
why-new-payee = 您以前没有给这个账号转过钱
why-unusual-amount = 比您平时转的多
why-odd-hour = 现在是深夜
why-several-today = 您今天已经转了好几笔
risk-offer = 先停一停，好吗？
    .hint = 骗子常打着电话催人转账。银行和警察都不会叫您转账。等一等，没有损失。
    .say = 您可以明天再转，找工作人员，或者先冻结账户。
    .step = 安全提醒
offer-delay = 改成明天转
    .help = 转出之前可以取消
    .hear = 改成明天转|明天转|明天
offer-staff = 请工作人员来
    .help = 先和真人商量一下
    .hear = 请工作人员来|工作人员|找工作人员
offer-staff-called = 已经叫了，有没有人应答会显示出来
offer-freeze = 冻结我的账户
    .help = 冻结后谁也转不走钱
    .hear = 冻结我的账户|冻结账户|冻结
offer-go-on = 不改，接着转
    .help = 我确定没有问题
    .hear = 接着转|不改

## 以后转的，和存收款人

wording-later = 向 { $payee }（尾号 { $tail }）转 { $amount } 元，{ $time }转出，转出之前可以取消。
transfer-accepted = 已经收下，还没有转出
    .body = 转出之前，可以在“账户”的待转账里取消。
    .say = 已经收下，到时候转出。要凭条吗？
    .step = 已收下
slip-transfer-accepted = 转账已收下，尚未转出
slip-later-advice = 不是实时到账。转出之前可以取消。
payee-save = 要存下这位收款人吗？
    .hint = 下次转账就不用再输账号。
    .say = 要存下这位收款人吗？
save-yes = 存下来
    .help = 下次在名单里就能找到
    .hear = 存下来|保存|好
save-no = 不用
    .help = 什么都不留
    .hear = 不用|不存|不要
payee-saved = 存好了
    .body = 下次转账，在名单里就能找到这位收款人。
payee-not-saved = 收款人没有存上
    .body = 转账不受影响。下次转账时可以再存。
payees-full = 收款人名单满了
    .body = 转账不受影响。工作人员可以帮您整理名单。
busy-saving = 正在存收款人
row-why = 为什么问

## 银行当场说不行的时候

error-payee-not-found = 没有这个账号，请再核对一遍
error-payee-unavailable = 这个账户现在不能收款，请问一问收款人
error-payee-same = 这是您正在转出的账户，请换一个
error-payee-refused = 银行不接受这个账号，请再核对一遍
error-amount-limit = 一笔连手续费最多 { $amount } 元，请改小一些
error-amount-today = 今天连手续费最多再转 { $amount } 元，请改小一些
error-amount-available = 超过可用的 { $amount } 元，请改小一些
error-amount-fee = 加手续费超过可用的 { $amount } 元，请改小一点
error-amount-frozen = 这个账户现在不能转出，请换一个账户，或者找人帮忙
error-amount-payee = 收款账户现在不能收款，请返回换一位收款人
error-amount-refused = 银行现在不接受这一笔，请换个金额，或者找人帮忙
error-payee-gone = 名单里已经没有这一位，请选别的

## Who a saved payee is to the customer, and what was said on the first screen

payee-label = 这位收款人是您的什么人？
    .hint = 下次说出称呼就能转账。
    .say = 这位收款人是您的什么人？
label-none = 其他人
    .help = 不记称呼
    .hear = 其他人|别的人
label-daughter = 女儿
label-son = 儿子
label-wife = 妻子
label-husband = 丈夫
label-mother = 妈妈
label-father = 爸爸
label-landlord = 房东
label-friend = 朋友
transfer-wished = { $label }：是这位吗？
    .hint = 现在还没有转。接下来填金额。
    .say = 请核对收款人。
    .step = 收款人
wish-other = 不是，转给别人
    .help = 从名单里选或输账号
    .hear = 不是|转给别人|别人
wish-nobody = 名单里没有存过“{ $label }”。请选收款人或输账号。
