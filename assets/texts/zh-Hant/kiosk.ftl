### 終端對顧客說的話。一條提示一條訊息；屬性見 docs/glossary.md。

## 密碼

pin-sign-in = 請輸入 { $length } 位密碼
    .hint = 在密碼鍵盤上按，按完再按綠色確認鍵。不要按螢幕。
    .say = 請用另一隻手擋住鍵盤。
    .body = 請遮擋鍵盤，留意身後。螢幕不會顯示密碼。
pin-order = 請再輸一次密碼，確認轉帳
    .hint = 密碼只用於這一筆。按完 { $length } 位，再按綠色確認鍵。
    .say = 請用另一隻手擋住鍵盤。
    .body = 請遮擋鍵盤，留意身後。螢幕不會顯示密碼。
    .step = 密碼

## 選單

menu = { $name }，請選擇業務
    .say = 請選擇要辦的業務。

## 餘額的憑條

balance-print = 列印憑條
    .help = 從螢幕左下方出紙
    .hear = 打印憑條|打印
balance-done = 看好了
    .help = 回到選單
    .hear = 看好了|好了

## 憑條

slip-print = 列印憑條
    .help = 從螢幕左下方出紙
    .hear = 打印憑條|要憑條|打印|要
slip-none = 不要憑條
    .help = 交易紀錄隨時可查
    .hear = 不要憑條|不要|不用
take-slip = 請取走憑條
    .hint = 不取走的話，憑條會收回機器裡。
    .say = 請取走憑條。
slip-failed = 憑條沒有打出來
    .body = 您的業務不受影響。需要憑據的話，可以到櫃檯補打。
slip-not-taken = 憑條已經收回
    .body = 您沒有取走，憑條收進了機器裡，別人拿不到。
slip-still-there = 憑條沒能收回
    .body = 憑條可能還在出口，請您取走，以免別人看到。
slip-balance = 餘額
slip-transfer-done = 轉帳成功
slip-transfer-unknown = 轉帳結果待定
slip-transfer-declined = 轉帳沒有成功
slip-unknown-advice = 請不要再轉一次。我們會自動再查。
slip-declined-advice = 沒有轉成，錢沒有動。
slip-keep = 請妥善保管

## 退卡與再見

take-card = 請取走您的卡
    .hint = 30 秒內不取走，卡會收回機器裡保管。
    .say = 請取走您的卡。
take-card-interrupted = 請取走您的卡
    .hint = { $state ->
            [done] 中斷之前的一筆交易已經辦成。編號 { $case }。
            [declined] 中斷之前的一筆交易沒有辦成。編號 { $case }。
           *[open] 中斷之前的一筆交易正在向銀行核實。編號 { $case }。
        }
    .say = 請取走您的卡。
order-interrupted = 中斷之前的交易
    .body = { $state ->
            [done] 中斷之前的一筆交易已經辦成。
            [declined] 中斷之前的一筆交易沒有辦成。
           *[open] 中斷之前的一筆交易正在向銀行核實。
        }
    .number = 您的編號
    .say = 請記下編號。
card-retained = 卡已經收回保管
    .body = 您沒有取走卡，它在機器裡，是安全的。請帶身分證到櫃檯領取，或者找人幫忙。
card-stuck = 卡還在機器裡
    .body = 讀卡器出了故障，退不出卡。我們已經呼叫工作人員，請在這裡等一等。
goodbye = 辦好了，再見
    .body = { $slip ->
            [yes] 請帶好您的卡和憑條。螢幕已經清除。
           *[no] 請帶好您的卡。螢幕已經清除。
        }
goodbye-cancelled = 已取消，再見
    .body = 沒有辦的業務都沒有辦。螢幕已經清除。
goodbye-idle = 已經結束
    .body = 很久沒有人操作，我們結束了業務。螢幕已經清除。
goodbye-pulled = 卡已取出，業務結束
    .body = 沒有確認的業務都沒有辦。螢幕已經清除。
goodbye-device = 機器出了點故障
    .body = 沒有確認的業務都沒有辦。可以找人幫忙，或者換一台機器。

## 忙

busy-pin = 正在核對密碼
busy-sign-in = 正在登入
busy-accounts = 正在查詢帳戶
busy-order = 正在轉帳，請稍候
    .hint = 只會轉出一次。
busy-printing = 正在列印

## 說不成的時候

error-not-answerable = 請按提示操作
error-choose-one = 請選擇其中一項
error-amount-missing = 請輸入金額
error-amount-form = 金額寫法不對
error-digits = 帳號是 { $least } 到 { $most } 位數字，請再看一遍
error-card-unreadable = 讀不出這張卡。請晶片朝前、卡面朝上，再插一次。
error-pin-wrong = 密碼不對，還可以試 { $left } 次
error-bank-away = 暫時連不上銀行，請稍後再試。您填的內容還在。
problem-bank-away = 暫時連不上銀行
    .body = 這項業務沒有辦，錢沒有動。請稍後再試，或者找人幫忙。
problem-bank-declined = 銀行現在不能辦這項業務
    .body = 這項業務沒有辦，錢沒有動。請找人幫忙。
problem-card-blocked = 這張卡已經鎖住
    .body = 為了安全，密碼連錯三次卡會鎖住。請帶身分證到櫃檯解鎖，或者找人幫忙。
problem-card-expired = 這張卡已經過期
    .body = 請帶身分證到櫃檯換一張新卡。帳戶裡的錢不受影響。
problem-card-unknown = 這裡不能用這張卡
    .body = 銀行不認識這張卡。請換一張本行的卡，或者找人幫忙。
problem-no-account = 現在沒有可以轉出的帳戶
    .body = 您的帳戶被凍結或已經銷戶。請找人幫忙，或者撥卡背面的電話。
problem-terminal = 機器出了點故障
    .body = 沒有確認的業務都沒有辦，卡已經退給您。請找人幫忙。

## 明細的名目

row-account = 帳號
row-kind = 種類
row-available = 可用餘額
row-balance = 帳面餘額
row-state = 狀態
row-amount = 金額
row-fee = 手續費
row-payee = 收款人
row-to-account = 收款帳號
row-to-bank = 收款銀行
row-from-account = 付款帳戶
row-arrival = 到帳
row-reference = 參考號
row-case = 編號
row-time = 時間
row-terminal = 終端
row-place = 地點
row-we-will = 我們會
row-please = 請您
row-to-ask = 想問
account-savings = 儲蓄帳戶
account-current = 結算帳戶
account-active = 正常
account-frozen = 已凍結，只能收款
account-closed = 已銷戶

## 清單與遮蓋

reveal-show = 顯示金額
    .hear = 顯示金額|看金額
reveal-hide = 隱藏金額
    .hear = 遮住金額|隱藏金額
page-previous = 上一頁
    .hear = 上一頁|往前翻
page-next = 下一頁
    .hear = 下一頁|往後翻
page-words = 第 { $page } 頁，共 { $pages } 頁
