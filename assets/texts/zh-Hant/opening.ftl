### 開卡：從選擇到卡在手裡。

## 辦什麼

opening-kind = 要辦哪一樣？
    .hint = 帶好您本人的身分證件，大約三分鐘。
    .say = 請選擇要辦的業務。
opening-kind-opening = 開戶辦卡
    .help = 在本行還沒有帳戶
    .hear = 開戶辦卡|開戶
opening-kind-additional = 再辦一張卡
    .help = 已經有帳戶，多一張卡
    .hear = 再辦一張卡|再辦一張
opening-kind-replacement = 補卡換卡
    .help = 卡丟了、壞了、過期了
    .hear = 補卡換卡|補卡|換卡
opening-kind-pin-reset = 重設密碼
    .help = 卡在手裡，忘了密碼
    .hear = 重設密碼|忘了密碼|改密碼
opening-kind-resume = 繼續上次的申請
    .help = 有一個 8 位的申請碼
    .hear = 繼續上次的申請|繼續上次的|繼續

## 協議與同意

opening-account-agreement = 請看開戶協議
    .say = 請把協議看完，再選同意或不同意。
    .step = 協議
opening-card-agreement = 請看用卡協議
    .say = 請把協議看完，再選同意或不同意。
    .step = 協議
opening-personal-data = 您的資料怎麼用
    .say = 請看看您的資料怎麼用，再選同意或不同意。
    .step = 協議
opening-stills = 給工作人員看照片嗎？
    .say = 請看一看，再選同意或不同意。
    .step = 協議
opening-not-accepted = 沒有同意，就辦不了
    .body = 不著急。可以再看一遍，也可以不辦，或者找人問清楚。
opening-read-again = 再看一遍
    .help = 看完再決定
    .hear = 再看一遍
opening-leave = 不辦了
    .help = 證件會退給您
    .hear = 不辦了
consent-why-application = 銀行要確認證件是您本人的

## 能不能辦

busy-application = 正在和銀行核對
busy-eligibility = 正在核對您的證件
    .hint = 銀行在向身分登記機關核對，請稍等。
busy-reserve = 正在給您留卡號
opening-bank-away = 暫時連不上銀行
    .body = 您填的都還在。可以等一等再試。
opening-again = 再試一次
    .help = 接著剛才的辦
    .hear = 再試一次|再試
opening-ended = 這份申請已經結束了
    .body = 時間太久，或者在別處辦了。可以重新開始，或者找人幫忙。
opening-understood = 知道了
    .help = 證件會退給您
    .hear = 知道了|好的|好
opening-refused-under-age = 不滿 16 歲，不能在這裡辦
    .body = 請和父母或監護人一起，帶上兩個人的證件和戶口簿，到櫃檯辦理。
opening-refused-document-expired = 證件過期了
    .body = 請先到派出所換新證件，再來辦。急用可以帶臨時身分證到櫃檯。
opening-refused-document-kind = 這種證件要到櫃檯辦
    .body = 護照要由工作人員核對。請帶上護照和居留證明到櫃檯辦理。
opening-refused-not-in-registry = 沒有查到這個證件
    .body = 登記機關沒有這個證件的記錄。請帶證件和戶口簿到櫃檯，工作人員會幫您核實。
opening-refused-registry-differs = 證件和登記的不一樣
    .body = 姓名、生日或有效期和登記的對不上。請先到派出所核實，或者帶戶口簿到櫃檯。
opening-refused-document-cancelled = 這個證件已經不能用了
    .body = 它報過遺失，或者換過新證。請用新的證件再來辦。
opening-refused-registry-away = 現在查不到證件登記
    .body = 不是您的問題。請過一會兒再來，或者到櫃檯辦理。
opening-refused-has-account = 您在本行已經有帳戶
    .body = 每人只能有一個一類戶，不用再開。可以辦下面的：
opening-refused-no-account = 您在本行還沒有帳戶
    .body = 要先開戶，才有卡。可以辦下面的：
opening-refused-no-card = 沒有可以辦的卡
    .body = 沒有能補換的卡，或者插的卡不是您名下能用的。可以看看下面的，或者到櫃檯問一問。
opening-refused-too-many-cards = 您名下的卡已經到了上限
    .body = 不能再多辦一張。不用的卡可以到櫃檯註銷。
opening-refused-not-served = 請到櫃檯辦理
    .body = 這裡辦不了這項業務。請帶證件到櫃檯，工作人員會跟您說明。
opening-refused-open-elsewhere = 您的申請正在別處辦
    .body = 同一個人只能辦一份。請回到那台機器，或者到櫃檯辦理。
opening-refused-tried-too-often = 今天試的次數多了
    .body = 為了安全，請 24 小時以後再來，或者帶證件到櫃檯辦理。

## 繼續上次的申請

opening-code = 請輸入 8 位申請碼
    .hint = 上次停下時螢幕上或憑條上的號碼，24 小時內有效。
    .say = 請輸入申請碼。
    .primary = 下一步
    .step = 核對本人
error-resume-length = 申請碼是 { $most } 位數字
error-resume-wrong = 申請碼和證件對不上，還可以試 { $left } 次
opening-resume-ended = 沒有可以繼續的申請
    .body = 過了 24 小時、試錯太多次，或者已經辦過了。可以重新開始，或者找人幫忙。

## 手機

opening-phone = 請輸入您的手機號
    .hint = 11 位。我們發一則簡訊驗證碼來核對。
    .say = 請輸入手機號，不會讀出來。
    .primary = 發簡訊驗證碼
    .step = 手機
    .hear-primary = 發短信驗證碼|發簡訊
error-phone-length = 手機號是 { $most } 位，請再看一遍
error-phone-kind = 請輸入大陸的手機號，1 開頭
error-phone-not-own = 銀行裡登記的不是這個號碼。請用登記的，或者到櫃檯改
opening-phone-code = 請輸入簡訊裡的驗證碼
    .hint = { $sent ->
            [again] 又發了一則，請用最新的。
           *[first] 發到了您剛輸入的手機上，五分鐘有效。
        }
    .say = 請輸入簡訊裡的 { $length } 位驗證碼。
    .primary = 下一步
    .secondary = 再發一則
    .step = 手機
    .hear-secondary = 再發一條|重新發送
opening-phone-code-ended = 這個驗證碼不能用了
    .body = 過了五分鐘，或者輸錯了三次。請再發一則；沒有收到簡訊，看看號碼對不對。

## 地址、職業、用途

opening-address = 您現在住在這裡嗎？
    .say = 請看看證件上的地址，是不是您現在住的地方。
    .step = 您的情況
opening-address-document = 是，就住這裡
    .help = 用證件上的地址
    .hear = 就住這裡|是|對
opening-address-other = 不是，住在別處
    .help = 一步一步選
    .hear = 住在別處|不是
opening-area = { $level ->
        [province] 您住在哪個省？
        [city] 哪個市？
        [district] 哪個區、縣？
       *[street] 哪條街、哪個村？
    }
    .say = 請選擇您住的地方。
    .step = 您的情況
opening-area-elsewhere = 這裡沒有
    .help = 不在這些地方
    .hear = 這裡沒有|沒有
opening-elsewhere = 名單裡沒有您住的地方
    .body = 這台機器只認得本行服務的地方。可以再選一選，或者把已經填的留著，拿申請碼到櫃檯，工作人員會替您寫地址。
opening-lists = 再選一選
    .help = 回到上一步
    .hear = 再選一選|重新選
opening-counter = 到櫃檯接著辦
    .help = 給您一個申請碼
    .hear = 到櫃檯接著辦|去櫃檯|櫃檯
opening-house = 門牌號是多少？
    .hint = 只要數字。比如 18 號就按 18。
    .say = 請輸入門牌號。
    .primary = 下一步
    .step = 您的情況
opening-room = 房間號是多少？
    .hint = 只要數字。沒有就按「沒有房間號」。
    .say = 請輸入房間號。
    .primary = 下一步
    .secondary = 沒有房間號
    .step = 您的情況
    .hear-secondary = 沒有房間號|沒有
error-house = 請輸入數字，最多 { $most } 位
opening-occupation = 您做什麼工作？
    .say = 請選擇您的職業。
    .step = 您的情況
occupation-employee = 企業員工
occupation-public-service = 公職
occupation-professional = 醫生、教師等專業人員
occupation-self-employed = 自營
occupation-farming = 農林牧漁
occupation-student = 學生
occupation-retired = 退休
occupation-homemaker = 料理家務
occupation-other = 其他
opening-purpose = 帳戶主要用來做什麼？
    .say = 請選擇帳戶的用途。
    .step = 您的情況
account-purpose-salary = 領薪資
account-purpose-daily = 日常收支
account-purpose-savings = 存錢
account-purpose-pension = 領養老金、補貼
account-purpose-family = 家人之間轉帳
account-purpose-other = 其他

## 確認

opening-review = 請看一遍，沒錯就確認
    .say = 請看一遍您填的內容。
    .primary = 確認
    .secondary = 修改
    .step = 確認
    .hear-secondary = 修改|改一下
    .hear-primary = 確認
row-applied-for = 業務
row-name = 姓名
row-document-number = 證件號
row-phone = 手機
row-address = 地址
row-occupation = 職業
row-account-purpose = 用途

## 密碼與簽名

pin-new = 請給卡設 { $length } 位密碼
    .hint = 不要用生日、電話或連號。按完再按綠色確認鍵。
    .say = 請設密碼。請用另一隻手擋住鍵盤。
    .body = 請遮擋鍵盤，留意身後。螢幕不會顯示密碼。
    .step = 密碼
pin-new-again = 請把密碼再輸一次
    .hint = 和剛才一樣的 { $length } 位，再按綠色確認鍵。
    .say = 請把密碼再輸一次。
    .body = 請遮擋鍵盤，留意身後。螢幕不會顯示密碼。
    .step = 密碼
busy-pin-new = 正在設密碼
error-pins-differ = 兩次輸入的不一樣。請重新設，兩次按同樣的數字。
error-pin-weak-birthday = 這像是生日，容易被猜到。請換一個和生日無關的。
error-pin-weak-repeats = 重複的數字容易被猜到。請換幾個不同的數字。
error-pin-weak-run = 連著的數字容易被猜到。請把數字打亂。
error-pin-weak-phone = 這是手機號裡的數字，容易被猜到。請換一個。
error-pin-weak-id-number = 這是證件號裡的數字，容易被猜到。請換一個。
error-pin-weak-other = 這個密碼容易被猜到。請換一個。
error-pin-again = 剛才的沒有收到。請重新設一次。
opening-sign = 請在框裡簽名
    .hint = 用手指寫您的名字，和證件上一樣。
    .say = 請用手指在螢幕上簽名。
    .secondary = 不方便簽，按這裡確認
    .step = 簽名

## 工作人員

opening-waiting = 已經叫了工作人員
    .hint = { $mode ->
            [elder] 請等一等，不要走開。
           *[other] 工作人員看過您和證件，才能辦好。請等一等，不要走開。
        }
    .say = 已經叫了工作人員，請等一等。
    .step = 工作人員
row-called-at = 呼叫時間
row-staff-state = 現在
opening-staff-called = 等工作人員來
opening-staff-looking = 工作人員正在看
opening-staff-second = 要第二位工作人員看
opening-later = 先不等，以後接著辦
    .help = 給您一個申請碼
    .hear = 先不等|以後接著辦|以後再辦
opening-still-waiting = 還在等嗎？
    .hint = 工作人員還沒有答覆。可以接著等，也可以以後再來。
    .say = 您還在等嗎？
    .step = 工作人員
opening-wait = 接著等
    .help = 不用做別的
    .hear = 接著等|等
opening-look-again = 請再看一次鏡頭
    .body = 工作人員想再看清楚一點。
opening-refused = 工作人員沒有核准
    .body = 這次沒有辦成，沒有開戶，也沒有收費。可以帶證件到櫃檯問一問。
row-reason = 原因
staff-said-not-the-person = 看起來和證件上不是同一個人
staff-said-document-doubtful = 證件有疑問，要到櫃檯核對
staff-said-face-hidden = 臉沒有露全，請摘下口罩和帽子
staff-said-light-poor = 光線不好，看不清楚
staff-said-ask-at-counter = 請到櫃檯，工作人員跟您說明
staff-said-other = 請問在場的工作人員

## 卡在手裡以後

opening-alerts = 卡可以用了。要簡訊提醒嗎？
    .hint = 每次扣款發一則簡訊，不收費。
    .say = 卡可以用了。要簡訊提醒嗎？
    .step = 卡
opening-alerts-yes = 要提醒
    .help = 發到您的手機
    .hear = 要提醒|要
opening-alerts-no = 不要
    .help = 以後可以到櫃檯改
    .hear = 不要|不用
opening-alerts-on = 每次扣款發簡訊
row-alerts = 簡訊提醒
opening-limits = 一次最多能轉多少？
    .hint = 定低一點更安全。以後可以到櫃檯改。
    .say = 請選擇轉帳的限額。
    .step = 卡
opening-limit-bank = 按銀行的規定
    .help = 不另外限制
    .hear = 按銀行的規定|銀行的規定
opening-limit-low = 一次 { $one }
    .help = 一天 { $day }
    .hear = 低一點|最低的
opening-limit-middle = 一次 { $one }
    .help = 一天 { $day }
    .hear = 中等|中間的
opening-offers-failed = 提醒和限額沒有設成
    .body = 卡照樣可以用，按銀行的規定。要改的話，請到櫃檯。
opening-done = 辦好了，卡可以用了
    .body = { $number } 從 { $time } 起可以用。請把密碼記在心裡，不要寫在卡上。
    .say = 辦好了。要憑條嗎？
opening-pin-set = 新密碼設好了
    .body = { $number } 從 { $time } 起用新密碼。請記在心裡，不要寫在卡上。
    .say = 新密碼設好了。要憑條嗎？
slip-opening = 辦卡
slip-pin-reset = 重設密碼
slip-opening-advice = 卡丟了請馬上掛失：機器、櫃檯或卡背面的電話。

## 停下來

opening-stop = 已經填的，怎麼辦？
    .hint = 留著的話，24 小時內可以在這裡或櫃檯接著辦。
    .say = 已經填的要留著，還是刪掉？
opening-keep = 留著，給我申請碼
    .help = 憑申請碼和證件接著辦
    .hear = 留著|給我申請碼
opening-delete = 刪掉
    .help = 一點也不留
    .hear = 刪掉|刪除
opening-deleted = 已經刪掉了
    .body = 您填的、證件上的，都沒有留下。
opening-deleted-later = 很快會刪掉
    .body = 現在連不上銀行。誰也不能接著辦，一小時之內銀行會全部刪掉。
opening-kept = 給您留著了
    .body = { $time } 以前，帶申請碼和同一個證件，在這裡或櫃檯接著辦。過了就全部刪除。
    .number = 您的申請碼
    .say = 請記下申請碼。
opening-not-kept = 沒有辦成，也沒能留下
    .body = 現在連不上銀行，或者申請已經結束。以後請重新開始。沒有開戶，也沒有收費。
opening-pin-unsure = 還不知道密碼設好沒有
    .body = 銀行沒有答覆。請先試新密碼；要是用不了，請帶上卡和身分證件再來設一次。
row-resume-code = 申請碼
slip-none-of-code = 不要憑條
    .help = 申請碼已經記下了
    .hear = 不要憑條|不要|不用
slip-opening-kept = 申請碼
slip-kept-advice = 請帶同一個證件，在這裡或櫃檯接著辦。
