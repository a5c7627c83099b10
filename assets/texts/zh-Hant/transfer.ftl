### 轉帳：轉給誰，轉多少，什麼時候轉，結果怎樣。

## 轉帳

transfer-source = 從哪個帳戶轉出？
    .step = 付款帳戶
source-savings = 儲蓄帳戶
    .help = { $number }，可用 { $amount } 元
    .hear = 儲蓄帳戶|儲蓄
source-current = 結算帳戶
    .help = { $number }，可用 { $amount } 元
    .hear = 結算帳戶|結算
transfer-payee = 收款人的帳號是多少？
    .hint = 本行帳號，16 到 19 位。
    .say = 請輸入收款人的帳號。
    .primary = 下一步
    .step = 收款帳號
transfer-confirm = 是這位收款人嗎？
    .hint = 請看清楚名字，和您想轉的人對一對。
    .say = 請核對收款人的名字。
    .step = 收款人
payee-right = 是，就是他
    .help = 下一步填金額
    .hear = 是|對|就是他|沒錯|是的
payee-other = 不是，換帳號
    .help = 重新輸入收款帳號
    .hear = 不是|不對|換帳號
transfer-amount = 轉多少錢？
    .hint = { $mode ->
            [standard] 轉給 { $payee }，手續費在確認之前會告訴您。
           *[other] 轉給 { $payee }
        }
    .say = 請輸入金額。
    .primary = 下一步
    .step = 金額
amount-available = 可用 { $amount }
amount-limit = 每筆最多 { $amount }
amount-limit-today = 今天還能轉 { $amount }
transfer-review = 請核對，再確認
    .say = 請核對收款人和金額，再確認。
    .primary = 確認轉帳
    .secondary = 改金額
    .step = 核對
    .hear-secondary = 改金額|修改金額
    .hear-primary = 確認轉帳|確認
wording-real-time = 向 { $payee }（尾號 { $tail }）轉 { $amount } 元，即時到帳，確認後不能撤回。
arrival-real-time = 即時到帳
transfer-done = 已轉出 { $amount } 元
    .body = { $payee }（尾號 { $tail }）已經收到。
    .say = 轉帳成功。要憑條嗎？
    .step = 完成
transfer-unknown = 還不知道有沒有轉成
    .body = { $mode ->
            [elder] { $amount } 元只會轉出一次，或者留在您的帳戶裡。
           *[other] 銀行還沒有答覆。{ $amount } 元只會轉出一次，或者原樣留在您的帳戶裡。
        }
    .number = 您的編號
    .say = 結果還沒有回來。請不要再轉一次。
    .step = 等待結果
unknown-we-will = 自動再查，有結果就記在帳戶裡
unknown-please = 不要再轉一次
unknown-to-ask = 撥卡背面的電話，報編號
declined-funds = 沒有轉成，錢沒有動
    .body = 帳戶裡的錢不夠。您可以換一個小一點的金額再轉。
    .step = 沒有轉成
declined-limit = 沒有轉成，錢沒有動
    .body = 超過了可轉的限額。您可以少轉一些，或者明天再轉。
    .step = 沒有轉成
declined-payee = 沒有轉成，錢沒有動
    .body = 收款帳戶現在不能收款。請向收款人核對後再試。
    .step = 沒有轉成
declined-frozen = 沒有轉成，錢沒有動
    .body = 您的帳戶被凍結，不能轉出。請撥卡背面的電話，或者找人幫忙。
    .step = 沒有轉成
declined-verification = 沒有轉成，錢沒有動
    .body = 確認是您本人之後，五分鐘內有效，已經過了時間。請重新轉一次，再確認一次就可以。
    .step = 沒有轉成
declined-other = 沒有轉成，錢沒有動
    .body = 銀行沒有接受這一筆。請稍後再試，或者找人幫忙。
    .step = 沒有轉成

## 轉給誰

transfer-whom = 轉給誰？
    .hint = 轉到自己的帳戶，轉給存過的收款人，或者轉給新的人。
    .say = 請選擇轉給誰。
    .step = 收款人
own-savings = 我的儲蓄帳戶
own-current = 我的結算帳戶
whom-new = 轉給別的人
    .help = 下一步輸入收款帳號
    .hear = 轉給別的人|別的人|別人|新收款人

## 什麼時候

transfer-when = 什麼時候轉？
    .hint = 不是馬上轉的，轉出之前都可以取消。
    .say = 請選擇什麼時候轉。
    .step = 時間
speed-real-time = 現在就轉
    .help = { $fee ->
        [0] 馬上到帳，不收手續費
       *[other] 馬上到帳，手續費 { $sum } 元
    }
    .hear = 現在就轉|現在|馬上轉|實時到帳
speed-two-hours = 兩小時後轉
    .help = { $fee ->
        [0] { $time } 轉出並到帳，不收手續費
       *[other] { $time } 轉出並到帳，手續費 { $sum } 元
    }
    .hear = 兩小時後轉|兩小時後|兩個小時後
speed-next-day = 明天轉
    .help = { $fee ->
        [0] 明天 { $time } 轉出並到帳，不收手續費
       *[other] 明天 { $time } 轉出並到帳，手續費 { $sum } 元
    }
    .hear = 明天轉|明天
speed-too-dear = 加上手續費，錢就不夠了
arrival-two-hours = 兩小時後到帳
arrival-next-day = 次日到帳

## 用途

transfer-note = 這筆錢做什麼用？
    .hint = 收款人會看到。不寫也可以。
    .say = 請選擇用途，不寫也可以。
    .step = 用途
note-family = 給家人
    .hear = 給家裡人|家裡人|生活費
note-rent = 房租
    .hear = 房租
note-goods = 買東西
    .hear = 買東西
note-loan = 借錢還錢
    .hear = 借錢還錢|借錢|還錢
note-gift = 送禮
    .hear = 送禮|紅包
note-other = 其他
    .hear = 其他|別的
note-none = 不寫
    .hear = 不寫|不用寫

## 多問一句

risk-guided = 有沒有人正在電話裡，或者在旁邊教您轉帳？
    .hint = { $mode ->
            [elder] {""}
           *[other] 您的回答不會告訴別人。請慢慢想。
        }
    .say = 為了您的安全，請回答一個問題。
    .step = 安全提醒
risk-guided-no = 沒有，是我自己要轉
    .help = 接著辦
    .hear = 沒有|是我自己要轉|我自己要轉
risk-guided-yes = 有人在教我
    .help = 我們一起想個穩妥的辦法
    .hear = 有人在教我|有人教我|有
risk-urgent = 有沒有人催您馬上轉？
    .hint = { $mode ->
            [elder] {""}
           *[other] 您的回答不會告訴別人。請慢慢想。
        }
    .say = 為了您的安全，再回答一個問題。
    .step = 安全提醒
risk-urgent-no = 沒有人催
    .help = 接著辦
    .hear = 沒有人催|沒有|不急
risk-urgent-yes = 有人催，說很急
    .help = 我們一起想個穩妥的辦法
    .hear = 有人催|很急|有
why-new-payee = 您以前沒有轉過錢到這個帳號
why-unusual-amount = 比您平常轉的多
why-odd-hour = 現在是深夜
why-several-today = 您今天已經轉了好幾筆
risk-offer = 先停一下，好嗎？
    .hint = 騙子常在電話裡催人轉帳。銀行和警察都不會叫您轉帳。等一等，沒有損失。
    .say = 您可以明天再轉，找工作人員，或者先凍結帳戶。
    .step = 安全提醒
offer-delay = 改成明天轉
    .help = 轉出之前可以取消
    .hear = 改成明天轉|明天轉|明天
offer-staff = 請工作人員過來
    .help = 先和真人商量一下
    .hear = 請工作人員來|工作人員|找工作人員
offer-staff-called = 已經叫了，有沒有人應答會顯示出來
offer-freeze = 凍結我的帳戶
    .help = 凍結後誰也轉不走錢
    .hear = 凍結我的帳戶|凍結帳戶|凍結
offer-go-on = 不改，接著轉
    .help = 我確定沒有問題
    .hear = 接著轉|不改

## 以後轉的，和存收款人

wording-later = 向 { $payee }（尾號 { $tail }）轉 { $amount } 元，{ $time }轉出，轉出之前可以取消。
transfer-accepted = 已經收下，還沒有轉出
    .body = 轉出之前，可以在「帳戶」的待轉帳裡取消。
    .say = 已經收下，到時候轉出。要憑條嗎？
    .step = 已收下
slip-transfer-accepted = 轉帳已收下，尚未轉出
slip-later-advice = 不是即時到帳。轉出之前可以取消。
payee-save = 要存下這位收款人嗎？
    .hint = 下次轉帳就不用再輸帳號。
    .say = 要存下這位收款人嗎？
save-yes = 存下來
    .help = 下次在名單裡就找得到
    .hear = 存下來|保存|好
save-no = 不用
    .help = 什麼都不留
    .hear = 不用|不存|不要
payee-saved = 存好了
    .body = 下次轉帳，在名單裡就找得到這位收款人。
payee-not-saved = 收款人沒有存成
    .body = 轉帳不受影響。下次轉帳時可以再存。
payees-full = 收款人名單滿了
    .body = 轉帳不受影響。工作人員可以幫您整理名單。
busy-saving = 正在存收款人
row-why = 為什麼問

## 銀行當場說不行的時候

error-payee-not-found = 沒有這個帳號，請再核對一遍
error-payee-unavailable = 這個帳戶現在不能收款，請問一問收款人
error-payee-same = 這是您正在轉出的帳戶，請換一個
error-payee-refused = 銀行不接受這個帳號，請再核對一遍
error-amount-limit = 一筆連手續費最多 { $amount } 元，請改小一些
error-amount-today = 今天連手續費最多再轉 { $amount } 元，請改小一些
error-amount-available = 超過可用的 { $amount } 元，請改小一些
error-amount-fee = 加手續費超過可用的 { $amount } 元，請改小一點
error-amount-frozen = 這個帳戶現在不能轉出，請換一個帳戶，或者找人幫忙
error-amount-payee = 收款帳戶現在不能收款，請返回換一位收款人
error-amount-refused = 銀行現在不接受這一筆，請換個金額，或者找人幫忙
error-payee-gone = 名單裡已經沒有這一位，請選別的

## Who a saved payee is to the customer, and what was said on the first screen

payee-label = 這位收款人是您的什麼人？
    .hint = 下次說出稱呼就能轉帳。
    .say = 這位收款人是您的什麼人？
label-none = 其他人
    .help = 不記稱呼
    .hear = 其他人|別的人
label-daughter = 女兒
label-son = 兒子
label-wife = 妻子
label-husband = 丈夫
label-mother = 媽媽
label-father = 爸爸
label-landlord = 房東
label-friend = 朋友
transfer-wished = { $label }：是這位嗎？
    .hint = 現在還沒有轉。接下來填金額。
    .say = 請核對收款人。
    .step = 收款人
wish-other = 不是，轉給別人
    .help = 從名單裡選或輸帳號
    .hear = 不是|轉給別人|別人
wish-nobody = 名單裡沒有存過「{ $label }」。請選收款人或輸帳號。
