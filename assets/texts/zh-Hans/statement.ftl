# 对账单
place-document = 文件出口：读卡口下方
reason-no-statement-paper = 暂停：打印对账单的纸不够
reason-document-printer = 暂停：对账单打印机不能用
reason-document-waiting = 暂停：上一份对账单还没收好

statement-days = 要哪一段时间的对账单？
    .hint = { $account }
statement-last-90 = 最近 90 天
    .help = { $since } 至 { $until }
    .hear = 最近九十天|九十天
statement-month = { $month }
    .help = { $since } 至 { $until }
statement-earlier = 更早的月份
    .help = 最多到两年以前
    .hear = 更早的月份|更早
statement-which-month = 要哪个月的？
    .hint = { $account }

statement-offer = 打印这份对账单吗？
    .hint = { $account }，A4 纸共 { $pages } 页
statement-print = 打印对账单
    .help = 共 { $pages } 页
    .hear = 打印对账单|打印|好|要
statement-other = 换一段时间
    .hear = 换一段时间
statement-none = 不打印
    .hear = 不打印|不用

busy-statement = 正在准备对账单
busy-printing-document = 正在打印对账单
take-document = 请取走对账单
    .say = 请从读卡口下方取走对账单。
    .hint = 请取走全部页，收好。
statement-failed = 对账单没有打出来
    .hint = 没有收费。需要时请找工作人员。
statement-paper-short = 纸不够，对账单没有打印
    .hint = 没有收费。请选短一点的时间，或找工作人员。
statement-too-long = 这段时间的明细太多
    .hint = 请选短一点的时间，或到柜台打印。
statement-not-taken = 对账单已经收回
    .hint = 没有取走的对账单由工作人员销毁。
statement-still-there = 对账单没能收回
    .hint = 对账单可能还在出口，请您取走，以免别人看到。

row-days = 起止日期
row-since = 起始日期
row-until = 截止日期
row-opening = 期初余额
row-money-in = 收入合计
row-money-out = 支出合计
row-closing = 期末余额
row-holder = 户名
row-currency = 币种
row-statement-number = 对账单号
row-made-at = 打印时间

statement-currency = 人民币（CNY）
statement-dates = { $since } 至 { $until }
statement-title = 账户对账单
statement-column-date = 日期
statement-column-what = 摘要
statement-column-counterparty = 对方
statement-column-in = 收入
statement-column-out = 支出
statement-column-balance = 余额
statement-empty = 这段时间没有收支
statement-check = 期初余额 + 收入合计 − 支出合计 = 期末余额。金额单位：元。
statement-ask = 如有疑问，请凭对账单号向本行工作人员查询。
statement-page = 第 { $page } 页，共 { $pages } 页
statement-seal = 模拟章
statement-stamp = 模拟 SIMULATED
statement-fee = 含手续费 { $fee }
