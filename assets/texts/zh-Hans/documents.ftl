### 身份证件和它的读取口。

place-id = 证件口：屏幕下方左边
pending-document = 正在读取证件
place-id-document = 请放入身份证件
    .hint = { $mode ->
            [elder] 照片朝上，先放照片那头。办完就退给您。
           *[other] 只放一张卡，护照请翻到照片页。照片朝上、照片那头先放入。证件会留在里面，办完这一步就退给您。
        }
    .say = 请把身份证件放入屏幕下方左边的证件口，照片朝上。
take-id-document = 请取走您的证件
    .hint = 30 秒内不取走，证件会收回机器里保管。
    .say = 请取走您的身份证件。
id-document-retained = 证件已经收回保管
    .body = 您没有取走证件，它在机器里，是安全的。请到柜台领取，或者找人帮忙。
id-document-stuck = 证件还在机器里
    .body = 证件口出了故障，退不出来。我们已经呼叫工作人员，请在这里等一等。
goodbye-document-pulled = 证件已取出，业务结束
    .body = 这一步办完以前，证件要留在里面。没有确认的业务都没有办。屏幕已经清除。

error-document-skewed = 证件放歪了。请取出来，放正再放入。
error-document-upside-down = 证件放反了。请照片朝上、照片那头先放入。
error-document-wrong-kind = 这里不能用这种证件。请用身份证、永久居留证或护照。
error-document-unreadable = 芯片读不出来。请取出来再放一次，或者换一个证件。
error-document-removed = 取得太早了。请把证件留在里面，我们会退给您。
error-document-expired = 这个证件过期了。请换一个有效的证件。
error-document-not-yet = 这个证件还没到生效的日子。请换一个证件。
error-document-doubtful = 这个证件上有对不上的地方。请换一个证件，或者找人帮忙。
