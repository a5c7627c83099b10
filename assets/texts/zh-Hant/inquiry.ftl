### 查詢：帳戶、明細、待執行的轉帳、限額。

## 帳戶

inquiry = 您的帳戶
    .hint = 點一個帳戶，看明細和更多。
    .say = 請選擇一個帳戶。
    .empty = 您名下沒有帳戶。
inquiry-limits = 限額與卡片
    .help = 能轉多少，卡片是否正常
    .hear = 限額與卡片|限額|卡片
account = 您的帳戶
    .figure = 可用餘額
    .say = 金額已遮住，點「顯示金額」就能看到。
account-transactions = 交易明細
    .help = 按月看，也可以查找
    .hear = 交易明細|明細|流水
account-statement = 對帳單
    .help = 列印一份 A4 的
    .hear = 對帳單|帳單
account-pending = 待執行的轉帳
    .help = 還沒轉出的，可以取消
    .hear = 待執行的轉帳|沒轉的|待轉帳
account-freeze = 凍結這個帳戶
    .help = 馬上停用，錢出不去
    .hear = 凍結這個帳戶|凍結帳戶|凍結
reason-stopped = 已經停用了
limits = 限額與卡片
    .hint = 金額都是人民幣元。
    .say = 螢幕上是您的限額和卡片狀態。
limits-done = 看好了
    .help = 回到上一頁
    .hear = 看好了|好了
tier-standard = 一般客戶
tier-premium = 貴賓客戶

## 明細

transactions-month = 看哪個月的？
    .say = 請選擇月份。
month-this = 這個月
month-last = 上個月
transactions-year = 最近一年一起看
    .help = 一年之內，方便查找
    .hear = 最近一年|最近一年一起看
transactions-all = 兩年一起看
    .help = 不分月份，方便查找
    .hear = 兩年一起看|兩年
transactions-one-year = 最近一年
transactions-two-years = 最近兩年
transactions = { $what }明細
    .hint = { $more ->
            [yes] 太多了，這裡是最新的 { $count } 筆。可以縮小範圍再看。
           *[no] { $count ->
                    [0] {""}
                   *[other] 共 { $count } 筆，新的在前。
                }
        }
    .say = 點一筆看詳情。
    .empty = 這裡沒有交易。換個月份，或者換個條件看看。
transactions-narrow-down = 查找
    .help = 按金額、對方或種類
    .hear = 查找|搜索
transactions-whole = 看全部
    .help = 不再按條件查找
    .hear = 看全部|全部
transactions-narrow = 按什麼查找？
    .say = 請選擇查找的辦法。
narrow-by-amount = 金額
    .help = 大概多少錢
    .hear = 金額|按金額
narrow-by-payee = 對方
    .help = 跟誰往來的
    .hear = 對方|按名字|名字
narrow-by-kind = 種類
    .help = 薪資、房租、購物等
    .hear = 種類|按種類
reason-no-names = 這裡沒有對方的名字
narrow-amount = 大概多少錢？
    .say = 請選擇金額的範圍。
amount-under-100 = 100 元以下
    .hear = 一百元以下|一百以下
amount-to-1000 = 100 到 1,000 元
    .hear = 一百到一千元|一百到一千
amount-to-10000 = 1,000 到 10,000 元
    .hear = 一千到一萬元|一千到一萬
amount-above = 10,000 元以上
    .hear = 一萬元以上|一萬以上
amount-typed = 自己填
    .help = 從多少錢起
    .hear = 自己填
narrow-least = 從多少錢起？
    .hint = 找這個金額和更大的。
    .say = 請輸入金額。
    .primary = 查找
    .hear-primary = 查找|搜索|好的|確認
narrow-payee = 跟誰往來的？
    .say = 請選擇對方。
narrow-kind = 哪一種？
    .say = 請選擇種類。
kind-opening = 開戶存入
kind-salary = 薪資
kind-rent = 房租
kind-utilities = 水電瓦斯
kind-shop = 購物
kind-fee = 手續費
kind-interest = 利息
kind-transfer = 轉帳
transaction = 這一筆
    .say = 這一筆的詳情在螢幕上。要列印嗎？
transaction-done = 看好了
    .help = 回到明細
    .hear = 看好了|好了
slip-transaction = 交易憑條

## 待執行的轉帳

pending = 待執行的轉帳
    .hint = 最近七天結束的也在這裡。
    .say = 點一筆看詳情。
    .empty = 這個帳戶沒有待執行的轉帳。
pending-is-waiting = 等待中
pending-is-executed = 已轉出
pending-is-cancelled = 已取消
pending-is-failed = 沒有轉成
pending-transfer = 這筆轉帳
    .say = 這筆轉帳的詳情在螢幕上。
pending-cancel-it = 取消這筆轉帳
    .help = 錢會留在您的帳戶裡
    .hear = 取消這筆轉帳
pending-done = 看好了
    .help = 回到清單
    .hear = 看好了|好了
pending-cancel = 確定不轉了嗎？
    .hint = 取消以後，錢和手續費都留在您的帳戶裡。
    .say = 請確認要不要取消。
pending-cancel-yes = 不轉了，取消
    .help = 馬上取消
    .hear = 不轉了|是
pending-cancel-no = 還是要轉
    .help = 到時間照樣轉出
    .hear = 還是要轉|不是
pending-cancelled = 已經取消
    .body = 給 { $payee } 的 { $amount } 元不會轉出，錢留在您的帳戶裡。
pending-executed = 已經轉出，來不及取消
    .body = 給 { $payee } 的 { $amount } 元剛剛轉出，不能取消了。需要的話，請找人幫忙。
pending-failed = 這筆沒有轉成
    .body = 給 { $payee } 的 { $amount } 元沒有轉出，錢在您的帳戶裡，不用取消。
pending-kept = 沒有取消成
    .body = 銀行沒有接受。給 { $payee } 的 { $amount } 元到時間還會轉出。請找人幫忙。
pending-unknown = 還不知道有沒有取消
    .body = 銀行沒有答覆。請再看一次清單；再取消一次沒有壞處。

## 忙和名目

busy-transactions = 正在查詢明細
busy-pending = 正在查詢轉帳
busy-limits = 正在查詢限額
busy-cancelling = 正在取消轉帳
row-tier = 客戶
row-per-transfer = 每筆最多
row-per-day = 每天最多
row-sent-today = 今天已轉
row-left-today = 今天還能轉
row-counterparty = 對方
row-purpose = 用途
row-balance-after = 交易後餘額
row-executes = 轉出時間
