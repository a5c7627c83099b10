# 對帳單
place-document = 文件出口：讀卡口下方
reason-no-statement-paper = 暫停：列印對帳單的紙張不足
reason-document-printer = 暫停：對帳單印表機無法使用
reason-document-waiting = 暫停：上一份對帳單尚未收妥

statement-days = 要哪一段期間的對帳單？
    .hint = { $account }
statement-last-90 = 最近 90 天
    .help = { $since } 至 { $until }
    .hear = 最近九十天|九十天
statement-month = { $month }
    .help = { $since } 至 { $until }
statement-earlier = 更早的月份
    .help = 最多到兩年以前
    .hear = 更早的月份|更早
statement-which-month = 要哪個月的？
    .hint = { $account }

statement-offer = 要列印這份對帳單嗎？
    .hint = { $account }，A4 紙共 { $pages } 頁
statement-print = 列印對帳單
    .help = 共 { $pages } 頁
    .hear = 打印對帳單|打印|好|要
statement-other = 換一段期間
    .hear = 換一段時間
statement-none = 不列印
    .hear = 不打印|不用

busy-statement = 正在準備對帳單
busy-printing-document = 正在列印對帳單
take-document = 請取走對帳單
    .say = 請從讀卡口下方取走對帳單。
    .hint = 請取走全部頁面，並妥善收好。
statement-failed = 對帳單沒有印出來
    .hint = 沒有收費。需要時請找工作人員。
statement-paper-short = 紙張不足，對帳單沒有列印
    .hint = 沒有收費。請選短一點的期間，或找工作人員。
statement-too-long = 這段期間的明細太多
    .hint = 請選短一點的期間，或到櫃檯列印。
statement-not-taken = 對帳單已經收回
    .hint = 沒有取走的對帳單由工作人員銷毀。
statement-still-there = 對帳單沒能收回
    .hint = 對帳單可能還在出口，請您取走，以免別人看到。

row-days = 起訖日期
row-since = 起始日期
row-until = 截止日期
row-opening = 期初餘額
row-money-in = 存入合計
row-money-out = 支出合計
row-closing = 期末餘額
row-holder = 戶名
row-currency = 幣別
row-statement-number = 對帳單號碼
row-made-at = 列印時間

statement-currency = 人民幣（CNY）
statement-dates = { $since } 至 { $until }
statement-title = 帳戶對帳單
statement-column-date = 日期
statement-column-what = 摘要
statement-column-counterparty = 對方
statement-column-in = 存入
statement-column-out = 支出
statement-column-balance = 餘額
statement-empty = 這段期間沒有收支
statement-check = 期初餘額 + 存入合計 − 支出合計 = 期末餘額。金額單位：元。
statement-ask = 如有疑問，請憑對帳單號碼向本行工作人員查詢。
statement-page = 第 { $page } 頁，共 { $pages } 頁
statement-seal = 模擬章
statement-stamp = 模擬 SIMULATED
statement-fee = 含手續費 { $fee }
