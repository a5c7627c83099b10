### 查询：账户、明细、待执行的转账、限额。

## 账户

inquiry = 您的账户
    .hint = 点一个账户，看明细和更多。
    .say = 请选择一个账户。
    .empty = 您名下没有账户。
inquiry-limits = 限额与卡片
    .help = 能转多少，卡是否正常
    .hear = 限额与卡片|限额|卡片
account = 您的账户
    .figure = 可用余额
    .say = 金额遮住了，点“显示金额”就能看到。
account-transactions = 交易明细
    .help = 按月看，也可以查找
    .hear = 交易明细|明细|流水
account-statement = 对账单
    .help = 打印一份 A4 的
    .hear = 对账单|账单
account-pending = 待执行的转账
    .help = 还没转出的，可以取消
    .hear = 待执行的转账|没转的|待转账
account-freeze = 冻结这个账户
    .help = 马上停用，钱出不去
    .hear = 冻结这个账户|冻结账户|冻结
reason-stopped = 已经停用了
limits = 限额与卡片
    .hint = 金额都是人民币元。
    .say = 屏幕上是您的限额和卡的状态。
limits-done = 看好了
    .help = 回到上一页
    .hear = 看好了|好了
tier-standard = 普通客户
tier-premium = 贵宾客户

## 明细

transactions-month = 看哪个月的？
    .say = 请选择月份。
month-this = 这个月
month-last = 上个月
transactions-year = 最近一年一起看
    .help = 一年之内，方便查找
    .hear = 最近一年|最近一年一起看
transactions-all = 两年一起看
    .help = 不分月份，方便查找
    .hear = 两年一起看|两年
transactions-one-year = 最近一年
transactions-two-years = 最近两年
transactions = { $what }明细
    .hint = { $more ->
            [yes] 太多了，这里是最新的 { $count } 笔。可以缩小范围再看。
           *[no] { $count ->
                    [0] {""}
                   *[other] 共 { $count } 笔，新的在前。
                }
        }
    .say = 点一笔看详情。
    .empty = 这里没有交易。换个月份，或者换个条件看看。
transactions-narrow-down = 查找
    .help = 按金额、对方或种类
    .hear = 查找|搜索
transactions-whole = 看全部
    .help = 不再按条件查找
    .hear = 看全部|全部
transactions-narrow = 按什么查找？
    .say = 请选择查找的办法。
narrow-by-amount = 金额
    .help = 大概多少钱
    .hear = 金额|按金额
narrow-by-payee = 对方
    .help = 跟谁来往的
    .hear = 对方|按名字|名字
narrow-by-kind = 种类
    .help = 工资、房租、购物等
    .hear = 种类|按种类
reason-no-names = 这里没有对方的名字
narrow-amount = 大概多少钱？
    .say = 请选择金额的范围。
amount-under-100 = 100 元以下
    .hear = 一百元以下|一百以下
amount-to-1000 = 100 到 1,000 元
    .hear = 一百到一千元|一百到一千
amount-to-10000 = 1,000 到 10,000 元
    .hear = 一千到一万元|一千到一万
amount-above = 10,000 元以上
    .hear = 一万元以上|一万以上
amount-typed = 自己填
    .help = 从多少钱起
    .hear = 自己填
narrow-least = 从多少钱起？
    .hint = 找这个金额和更大的。
    .say = 请输入金额。
    .primary = 查找
    .hear-primary = 查找|搜索|好的|确认
narrow-payee = 跟谁来往的？
    .say = 请选择对方。
narrow-kind = 哪一种？
    .say = 请选择种类。
kind-opening = 开户存入
kind-salary = 工资
kind-rent = 房租
kind-utilities = 水电煤
kind-shop = 购物
kind-fee = 手续费
kind-interest = 利息
kind-transfer = 转账
transaction = 这一笔
    .say = 这一笔的详情在屏幕上。要打印吗？
transaction-done = 看好了
    .help = 回到明细
    .hear = 看好了|好了
slip-transaction = 交易凭条

## 待执行的转账

pending = 待执行的转账
    .hint = 最近七天结束的也在这里。
    .say = 点一笔看详情。
    .empty = 这个账户没有待执行的转账。
pending-is-waiting = 等待中
pending-is-executed = 已转出
pending-is-cancelled = 已取消
pending-is-failed = 没有转成
pending-transfer = 这笔转账
    .say = 这笔转账的详情在屏幕上。
pending-cancel-it = 取消这笔转账
    .help = 钱会留在您的账户里
    .hear = 取消这笔转账
pending-done = 看好了
    .help = 回到清单
    .hear = 看好了|好了
pending-cancel = 确定不转了吗？
    .hint = 取消以后，钱和手续费都留在您的账户里。
    .say = 请确认要不要取消。
pending-cancel-yes = 不转了，取消
    .help = 马上取消
    .hear = 不转了|是
pending-cancel-no = 还是要转
    .help = 到时间照样转出
    .hear = 还是要转|不是
pending-cancelled = 已经取消
    .body = 给 { $payee } 的 { $amount } 元不会转出，钱留在您的账户里。
pending-executed = 已经转出，来不及取消
    .body = 给 { $payee } 的 { $amount } 元刚刚转出，不能取消了。需要的话，请找人帮忙。
pending-failed = 这笔没有转成
    .body = 给 { $payee } 的 { $amount } 元没有转出，钱在您的账户里，不用取消。
pending-kept = 没有取消成
    .body = 银行没有接受。给 { $payee } 的 { $amount } 元到时间还会转出。请找人帮忙。
pending-unknown = 还不知道有没有取消
    .body = 银行没有答复。请再看一次清单；再取消一次没有坏处。

## 忙和名目

busy-transactions = 正在查询明细
busy-pending = 正在查询转账
busy-limits = 正在查询限额
busy-cancelling = 正在取消转账
row-tier = 客户
row-per-transfer = 每笔最多
row-per-day = 每天最多
row-sent-today = 今天已转
row-left-today = 今天还能转
row-counterparty = 对方
row-purpose = 用途
row-balance-after = 交易后余额
row-executes = 转出时间
