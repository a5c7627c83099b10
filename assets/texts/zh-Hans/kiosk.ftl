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

## 余额的凭条

balance-print = 打印凭条
    .help = 从屏幕左下方出纸
    .hear = 打印凭条|打印
balance-done = 看好了
    .help = 回到菜单
    .hear = 看好了|好了

## 凭条

slip-print = 打印凭条
    .help = 从屏幕左下方出纸
    .hear = 打印凭条|要凭条|打印|要
slip-none = 不要凭条
    .help = 交易记录随时可查
    .hear = 不要凭条|不要|不用
take-slip = 请取走凭条
    .hint = 不取走的话，凭条会收回机器里。
    .say = 请取走凭条。
slip-failed = 凭条没有打出来
    .body = 您的业务不受影响。需要凭据的话，可以到柜台补打。
slip-not-taken = 凭条已经收回
    .body = 您没有取走，凭条收进了机器里，别人拿不到。
slip-still-there = 凭条没能收回
    .body = 凭条可能还在出口，请您取走，以免别人看到。
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
take-card-interrupted = 请取走您的卡
    .hint = { $state ->
            [done] 中断之前的一笔交易已经办成。编号 { $case }。
            [declined] 中断之前的一笔交易没有办成。编号 { $case }。
           *[open] 中断之前的一笔交易正在向银行核实。编号 { $case }。
        }
    .say = 请取走您的卡。
order-interrupted = 中断之前的交易
    .body = { $state ->
            [done] 中断之前的一笔交易已经办成。
            [declined] 中断之前的一笔交易没有办成。
           *[open] 中断之前的一笔交易正在向银行核实。
        }
    .number = 您的编号
    .say = 请记下编号。
card-retained = 卡已经收回保管
    .body = 您没有取走卡，它在机器里，是安全的。请带身份证到柜台领取，或者找人帮忙。
card-stuck = 卡还在机器里
    .body = 读卡器出了故障，退不出卡。我们已经呼叫工作人员，请在这里等一等。
goodbye = 办好了，再见
    .body = { $slip ->
            [yes] 请带好您的卡和凭条。屏幕已经清除。
           *[no] 请带好您的卡。屏幕已经清除。
        }
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
error-digits = 账号是 { $least } 到 { $most } 位数字，请再看一遍
error-card-unreadable = 读不出这张卡。请芯片朝前、卡面朝上，再插一次。
error-pin-wrong = 密码不对，还可以试 { $left } 次
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
    .hear = 显示金额|看金额
reveal-hide = 隐藏金额
    .hear = 遮住金额|隐藏金额
page-previous = 上一页
    .hear = 上一页|往前翻
page-next = 下一页
    .hear = 下一页|往后翻
page-words = 第 { $page } 页，共 { $pages } 页
