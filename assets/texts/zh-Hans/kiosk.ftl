### 终端对顾客说的话。一条提示一条消息；属性见 docs/glossary.md。

## 密码

pin-sign-in = 请输入 { $length } 位密码
    .hint = 在密码键盘上按，按完再按绿色确认键。不要按屏幕。
    .say = 请用另一只手挡住键盘。
    .body = 请遮挡键盘，留意身后。屏幕不会显示密码。
pin-order = 请再输一次密码，确认转账
    .hint = 密码只用于这一笔。按完 { $length } 位，再按绿色确认键。
    .say = 请用另一只手挡住键盘。
    .body = 请遮挡键盘，留意身后。屏幕不会显示密码。
    .step = 密码

## 菜单

menu = { $name }，请选择业务
    .say = 请选择要办的业务。

## 余额

balance = 您的余额
    .figure = 可用余额（元）
    .say = 余额显示在屏幕上。要打印吗？
balances = 您的各个账户
    .hint = 下面是可用余额（元）。
    .say = 余额显示在屏幕上。要打印吗？
balance-print = 打印凭条
    .help = 从屏幕左下方出纸
balance-done = 看好了
    .help = 回到菜单

## 转账

transfer-source = 从哪个账户转出？
    .step = 付款账户
source-savings = 储蓄账户
    .help = { $number }，可用 { $amount } 元
source-current = 结算账户
    .help = { $number }，可用 { $amount } 元
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
payee-other = 不是，换账号
    .help = 重新输入收款账号
transfer-amount = 转多少钱？
    .hint = 转给 { $payee }
    .say = 请输入金额。
    .primary = 下一步
    .step = 金额
amount-available = 可用 { $amount }
amount-limit = 最多可转 { $amount }
transfer-review = 请核对，再确认
    .say = 请核对收款人和金额，再确认。
    .primary = 确认转账
    .secondary = 改金额
    .step = 核对
wording-real-time = 向 { $payee }（尾号 { $tail }）转 { $amount } 元，实时到账，确认后不能撤回。
arrival-real-time = 实时到账
transfer-done = 已转出 { $amount } 元
    .body = { $mode ->
            [elder] { $payee }（尾号 { $tail }）已经收到。
                参考号 { $reference }
           *[other] { $payee }（尾号 { $tail }）已经收到。
                参考号 { $reference }
                账户还有 { $balance } 元
        }
    .say = 转账成功。要凭条吗？
    .step = 完成
transfer-unknown = 还不知道有没有转成
    .body = 银行还没有答复。{ $amount } 元只会转出一次，或者原样留在您的账户里。
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
declined-other = 没有转成，钱没有动
    .body = 银行没有接受这一笔。请稍后再试，或者找人帮忙。
    .step = 没有转成

## 凭条

slip-print = 打印凭条
    .help = 从屏幕左下方出纸
slip-none = 不要凭条
    .help = 交易记录随时可查
take-slip = 请取走凭条
    .hint = 不取走的话，凭条会收回机器里。
    .say = 请取走凭条。
slip-failed = 凭条没有打出来
    .body = 您的业务不受影响。需要凭据的话，可以到柜台补打。
slip-not-taken = 凭条已经收回
    .body = 您没有取走，凭条收进了机器里，别人拿不到。
slip-balance = 余额
slip-transfer-done = 转账成功
slip-transfer-unknown = 转账结果待定
slip-transfer-declined = 转账没有成功
slip-unknown-advice = 请不要再转一次。我们会自动再查。
slip-declined-advice = 没有转成，钱没有动。
slip-keep = 请妥善保管

## 退卡与再见

take-card = 请取走您的卡
    .hint = 30 秒内不取走，卡会收回机器里保管。
    .say = 请取走您的卡。
card-retained = 卡已经收回保管
    .body = 您没有取走卡，它在机器里，是安全的。请带身份证到柜台领取，或者找人帮忙。
card-stuck = 卡还在机器里
    .body = 读卡器出了故障，退不出卡。我们已经呼叫工作人员，请在这里等一等。
goodbye = 办好了，再见
    .body = 请带好您的卡和凭条。屏幕已经清除。
goodbye-cancelled = 已取消，再见
    .body = 没有办的业务都没有办。屏幕已经清除。
goodbye-idle = 已经结束
    .body = 很久没有人操作，我们结束了业务。屏幕已经清除。
goodbye-pulled = 卡已取出，业务结束
    .body = 没有确认的业务都没有办。屏幕已经清除。
goodbye-device = 机器出了点故障
    .body = 没有确认的业务都没有办。可以找人帮忙，或者换一台机器。

## 忙

busy-pin = 正在核对密码
busy-sign-in = 正在登录
busy-accounts = 正在查询账户
busy-order = 正在转账，请稍候
    .hint = 只会转出一次。
busy-printing = 正在打印

## 说不成的时候

error-not-answerable = 请按提示操作
error-choose-one = 请选择其中一项
error-amount-missing = 请输入金额
error-amount-form = 金额写法不对
error-amount-limit = 超过可转的 { $amount } 元
error-amount-available = 超过可用的 { $amount } 元
error-digits = 账号是 { $least } 到 { $most } 位数字，请再看一遍
error-card-unreadable = 读不出这张卡。请芯片朝前、卡面朝上，再插一次。
error-pin-wrong = 密码不对，还可以试 { $left } 次
error-payee-not-found = 没有这个账号，请再核对一遍
error-payee-unavailable = 这个账户现在不能收款，请问一问收款人
error-payee-same = 这是您正在转出的账户，请换一个
error-payee-refused = 银行不接受这个账号，请再核对一遍
error-bank-away = 暂时连不上银行，请稍后再试。您填的内容还在。
problem-bank-away = 暂时连不上银行
    .body = 这项业务没有办，钱没有动。请稍后再试，或者找人帮忙。
problem-bank-declined = 银行现在不能办这项业务
    .body = 这项业务没有办，钱没有动。请找人帮忙。
problem-card-blocked = 这张卡已经锁住
    .body = 为了安全，密码连错三次卡会锁住。请带身份证到柜台解锁，或者找人帮忙。
problem-card-expired = 这张卡已经过期
    .body = 请带身份证到柜台换一张新卡。账户里的钱不受影响。
problem-card-unknown = 这里不能用这张卡
    .body = 银行不认识这张卡。请换一张本行的卡，或者找人帮忙。
problem-no-account = 现在没有可以转出的账户
    .body = 您的账户被冻结或已经销户。请找人帮忙，或者拨卡背面的电话。
problem-terminal = 机器出了点故障
    .body = 没有确认的业务都没有办，卡已经退给您。请找人帮忙。

## 明细的名目

row-account = 账号
row-kind = 种类
row-available = 可用余额
row-balance = 账面余额
row-state = 状态
row-amount = 金额
row-fee = 手续费
row-payee = 收款人
row-to-account = 收款账号
row-to-bank = 收款银行
row-from-account = 付款账户
row-arrival = 到账
row-reference = 参考号
row-case = 编号
row-time = 时间
row-terminal = 终端
row-place = 地点
row-we-will = 我们会
row-please = 请您
row-to-ask = 想问
account-savings = 储蓄账户
account-current = 结算账户
account-active = 正常
account-frozen = 已冻结，只能收款
account-closed = 已销户

## 清单与遮盖

reveal-show = 显示金额
reveal-hide = 隐藏金额
page-previous = 上一页
page-next = 下一页
page-words = 第 { $page } 页，共 { $pages } 页
