### 掛失與凍結。

## 憑手機

safety-id = 請輸入您的身分證號
    .hint = 18 位。末位是 X 就按 X。我們不保存。
    .say = 請輸入身分證號，不會讀出來。
    .primary = 發簡訊驗證碼
    .hear-primary = 發短信驗證碼|發簡訊
safety-code = 請輸入簡訊裡的驗證碼
    .hint = { $sent ->
            [again] 又發了一則，請用最新的。
           *[first] 發到了您留在銀行的手機上，五分鐘有效。
        }
    .say = 請輸入簡訊裡的 { $length } 位驗證碼。
    .primary = 下一步
    .secondary = 再發一則
    .hear-secondary = 再發一條|重新發送
safety-code-ended = 這個驗證碼不能用了
    .body = 過了五分鐘，或者輸錯了三次。請從身分證號重新開始；沒有收到簡訊，請找人幫忙。
error-id-length = 身分證號是 { $most } 位，請再看一遍
error-id-number = 身分證號不對，請一位一位核對
error-code-length = 驗證碼是 { $most } 位數字
error-code-wrong = 驗證碼不對，還可以試 { $left } 次
error-code-wait = 請等 { $unit ->
    [hours] { $count } 小時
    [minutes] { $count } 分鐘
   *[seconds] { $count } 秒
}再試；著急的話請找人幫忙
error-code-refused = 現在不能發驗證碼，請找人幫忙

## 停用什麼

safety = 要停用哪一個？
    .hint = 卡片可以掛失，帳戶可以凍結。馬上生效。
    .say = 請選擇要停用的卡片或帳戶。
    .empty = 您名下沒有卡片，也沒有帳戶。
safety-done = 不用停用了
    .help = 已經停用的不受影響
    .hear = 不用停用了|好了
safety-here = 插在機器裡的這張
safety-lose = 掛失這張卡片嗎？
    .say = 請看清楚再確認。
safety-lose-yes = 掛失
    .help = 馬上生效
    .hear = 掛失|是
safety-freeze = 凍結這個帳戶嗎？
    .say = 請看清楚再確認。
safety-freeze-yes = 凍結
    .help = 馬上生效
    .hear = 凍結|是
safety-no = 先不停用
    .help = 什麼都不變
    .hear = 先不停用|不停用|不
safety-then-lost = 這張卡片馬上不能用了，帳戶裡的錢不動
safety-then-lost-here = 這張卡片馬上不能用了，這次業務結束，卡片退給您
safety-undo-lost = 不能撤回；補卡請帶身分證到櫃檯
safety-then-frozen = 錢馬上出不去，還能收款；等著轉的也不轉
safety-undo-frozen = 帶卡在這裡核對本人，或到櫃檯
safety-lost = 卡片已經掛失
    .body = { $number } 從 { $time } 起不能用了。補卡請帶身分證到櫃檯。
    .say = 卡片已經掛失。要憑條嗎？
safety-lost-here = 卡片已經掛失
    .body = { $number } 從 { $time } 起不能用了。這次業務到此結束，卡片會退給您，可以剪掉。補卡請帶身分證到櫃檯。
    .say = 卡片已經掛失，馬上退給您。要憑條嗎？
safety-frozen = 帳戶已經凍結
    .body = { $number } 從 { $time } 起只能收款，不能轉出。要解凍，請帶卡來這裡核對本人，或者到櫃檯。
    .say = 帳戶已經凍結。要憑條嗎？
safety-lost-already = 這張卡片已經掛失了
    .body = { $number } 不能用，不用再掛失。補卡請帶身分證到櫃檯。
safety-expired-already = 這張卡片已經過期
    .body = { $number } 不能用，不用掛失。換卡請帶身分證到櫃檯。
safety-frozen-already = 這個帳戶已經凍結了
    .body = { $number } 只能收款，不能轉出。要解凍，請帶卡來這裡核對本人，或者到櫃檯。
safety-closed-already = 這個帳戶已經銷戶
    .body = { $number } 不能用，不用凍結。
safety-unfreeze = 解除凍結嗎？
    .hint = 要再確認是您本人，還要輸密碼。
    .say = 要解除凍結嗎？
safety-unfreeze-yes = 解除凍結
    .help = 先核對本人，再輸密碼
    .hear = 解除凍結|是
safety-unfreeze-no = 先不解除
    .help = 帳戶還是凍結的
    .hear = 先不解除|不解除|不
safety-then-unfrozen = 錢可以轉出了
safety-unfrozen = 凍結已經解除
    .body = { $number } 從 { $time } 起可以轉出了。
    .say = 凍結已經解除。要憑條嗎？
slip-unfrozen = 解除凍結
pin-unfreeze = 請再輸一次密碼，解除凍結
    .hint = 密碼只用於這一次解凍。按完 { $length } 位，再按綠色確認鍵。
    .say = 請用另一隻手擋住鍵盤。
    .body = 請遮擋鍵盤，留意身後。螢幕不會顯示密碼。
    .step = 密碼
safety-unknown = 還不知道有沒有停用
    .body = 銀行沒有答覆。請馬上再辦一次，多辦一次沒有壞處；或者找人幫忙。
problem-safety = 沒有停用成
    .body = 銀行沒有接受，什麼都沒有變。請馬上找人幫忙，或者撥卡片背面的電話。
card-is-active = 正常
card-is-blocked = 密碼鎖住
card-is-lost = 已掛失
card-is-expired = 已過期
card-is-inactive = 未啟用
account-is-active = 正常
account-is-frozen = 已凍結
account-is-closed = 已銷戶
busy-safety = 正在查詢卡片和帳戶
busy-stopping = 正在停用
row-card = 卡片
row-then = 之後
row-undo = 撤回
slip-lost = 卡片掛失
slip-frozen = 帳戶凍結
goodbye-without-card = 辦好了，再見
    .body = { $slip ->
            [yes] 請帶好憑條。螢幕已經清除。
           *[no] 螢幕已經清除。
        }

problem-card-lost = 這張卡已經掛失
    .body = 為了安全，這張卡不能再用。請帶身分證到櫃檯換一張新卡，或者找人幫忙。
problem-card-inactive = 這張卡還沒有啟用
    .body = 機器沒有看到您把卡取走，為了安全先沒有啟用。請帶上這張卡和身分證找工作人員，馬上就能啟用。
problem-card-replaced = 這張卡已經換成了新卡
    .body = 這張舊卡不能再用，請用新卡。帳戶裡的錢不受影響。如果新卡不在您手裡，請找人幫忙。
