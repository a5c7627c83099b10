### 身分證件和它的讀取口。

place-id = 證件口：螢幕下方左邊
pending-document = 正在讀取證件
place-id-document = 請放入身分證件
    .hint = { $mode ->
            [elder] 照片朝上，先放照片那頭。辦完就退給您。
           *[other] 只放一張卡，護照請翻到照片頁。照片朝上、照片那頭先放入。證件會留在裡面，辦完這一步就退給您。
        }
    .say = 請把身分證件放入螢幕下方左邊的證件口，照片朝上。
take-id-document = 請取走您的證件
    .hint = 30 秒內不取走，證件會收回機器裡保管。
    .say = 請取走您的身分證件。
id-document-retained = 證件已經收回保管
    .body = 您沒有取走證件，它在機器裡，是安全的。請到櫃檯領取，或者找人幫忙。
id-document-stuck = 證件還在機器裡
    .body = 證件口出了故障，退不出來。我們已經呼叫工作人員，請在這裡等一等。
goodbye-document-pulled = 證件已取出，業務結束
    .body = 這一步辦完以前，證件要留在裡面。沒有確認的業務都沒有辦。螢幕已經清除。

error-document-skewed = 證件放歪了。請取出來，放正再放入。
error-document-upside-down = 證件放反了。請照片朝上、照片那頭先放入。
error-document-wrong-kind = 這裡不能用這種證件。請用身分證、永久居留證或護照。
error-document-unreadable = 晶片讀不出來。請取出來再放一次，或者換一個證件。
error-document-removed = 取得太早了。請把證件留在裡面，我們會退給您。
error-document-expired = 這個證件過期了。請換一個有效的證件。
error-document-not-yet = 這個證件還沒到生效的日子。請換一個證件。
error-document-doubtful = 這個證件上有對不上的地方。請換一個證件，或者找人幫忙。
