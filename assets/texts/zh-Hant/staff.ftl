### 工作人員在終端上看到的文字，蓋在客戶的畫面之上。

staff-here = 工作人員入口

## 登入

staff-number = 工作人員：請輸入工號
    .hint = 四位數字。客戶的畫面已遮住，按「取消」就回到客戶的畫面。
    .primary = 下一步
staff-second = 請第二位工作人員登入
    .hint = 機器沒有判斷通過，須另一位工作人員也同意。請輸入四位工號。
    .primary = 下一步
staff-pin = 工號 { $number }：請輸入密碼
    .hint = 在密碼鍵盤上輸入 { $length } 位密碼，再按綠色鍵。
    .body = 請遮住密碼鍵盤。螢幕不會顯示密碼。
error-staff-number = 工號是四位數字
error-staff-wrong = 工號或密碼不對
error-staff-wait = 密碼錯誤次數過多，請等 { $unit ->
    [hours] { $count } 小時
    [minutes] { $count } 分鐘
   *[seconds] { $count } 秒
}再試。
busy-staff-sign-in = 正在登入
busy-staff-file = 正在打開資料
busy-staff-decision = 正在告訴銀行
staff-signed-out = 您已登出
    .body = 銀行已結束這次登入，請重新登入。

## 資料

staff-file = { $kind ->
        [opening] 開戶辦卡，同意嗎？
        [additional] 加辦一張卡，同意嗎？
        [replacement] 換卡，同意嗎？
       *[pin-reset] 重設密碼，同意嗎？
    }
    .say = 請把照片與面前的本人對照。
staff-picture-document = 證件照
staff-picture-live = 現場
staff-picture-signature = 簽名
staff-no-picture = 沒有圖像
row-staff-machine = 機器判斷
row-staff-signature = 簽名
row-staff-face = 人臉核對
row-staff-distance = 距離
row-staff-asked = 要求動作
row-staff-wrong = 發現
row-staff-name = 姓名
row-staff-document = 證件
row-staff-born = 出生
row-staff-valid = 有效期至
row-staff-address = 證件地址
row-staff-lives = 現住址
row-staff-phone = 手機
row-staff-details = 職業用途
row-staff-card = 卡
row-staff-since = 等候自
row-staff-history = 在本行
row-staff-decided = 已有決定
row-staff-reason = 原因
machine-for = 通過：是本人，是活體
machine-not-excluded = 是本人，活體不能肯定
machine-against = 不通過：須兩人同意
machine-none = 沒有核對人臉：須兩人同意
staff-unsigned = 無法簽名，已用按鍵確認
staff-no-distance = 沒有距離
liveness-live = 活體
liveness-not-excluded = 活體不能肯定
liveness-refused = 非活體
document-resident-id = 居民身份證
document-passport = 護照
document-residence-permit = 永久居留身份證
document-long-term = 長期
sex-male = 男
sex-female = 女
sex-unspecified = 性別未註明
history-none = 沒有記錄
history-accounts-active = 帳戶
history-accounts-frozen = 凍結的帳戶
history-accounts-closed = 已銷的帳戶
history-cards = 卡
history-cards-lost = 掛失的卡
history-cards-blocked = 鎖定的卡
history-cards-expired = 過期的卡
history-cards-inactive = 未啟用的卡
history-applications-refused = 近期被拒
decided-approve = 同意
decided-refuse = 拒絕
decided-try-again = 要求再試

## 是不是客戶本人

staff-verification = { $purpose ->
        [transfer] 轉帳：是不是本人？
        [statement] 查舊帳：是不是本人？
       *[unfreeze] 解除凍結：是不是本人？
    }
    .say = 請把照片與面前的本人對照。
staff-picture-registry = 登記照
row-staff-doubt = 為何找您
row-staff-until = 最晚
staff-doubt-asked = 客戶要求人工核對
staff-doubt-consent-refused = 客戶不願用人臉
staff-doubt-face-unavailable = 現在不能核對人臉
staff-doubt-face-blocked = 人臉核對失敗次數過多
staff-doubt-face-refused = 人臉對不上
staff-doubt-liveness-refused = 機器認為不是活體
staff-doubt-not-excluded = 人臉對得上，活體不能肯定
staff-doubt-threshold-too-high = 核對不夠嚴格
staff-doubt-consent-unclear = 同意的時間太久
staff-confirm = 是本人
    .help = 我在這裡見到了本人

## 決定

staff-approve = 同意
    .help = 是本人，可以辦理
staff-refuse = 拒絕
    .help = 要說明原因
staff-try-again = 再試一次
    .help = 請客戶再做人臉核對
staff-seen = 您親眼見到{ $name }本人了嗎？
    .hint = 只憑機器不夠。請把面前的人與證件對照。
staff-seen-yes = 我已見到本人
    .help = 就是證件上的人
staff-why-refuse = 為什麼拒絕？
staff-why-again = 哪裡要改進？
staff-why-approve = 您為什麼仍然同意？
staff-reason-not-the-person = 不是證件上的人
staff-reason-document-doubtful = 證件可疑
staff-reason-ask-at-counter = 須到櫃檯辦理
staff-reason-face-hidden = 臉被遮住
staff-reason-light-poor = 光線不好
staff-reason-other = 其他原因
staff-reason-compared-document = 我對照過本人與證件
staff-reason-camera-wrong = 攝像頭看得不準
staff-reason-known-here = 我認識本人
staff-decided-approve = 已同意
    .body = 客戶的畫面會繼續。
staff-decided-refuse = 已拒絕
    .body = 客戶會看到結果。
staff-decided-try-again = 請客戶再試
    .body = 客戶會被請求再看一次鏡頭。

## 不能辦的

staff-nothing-waits = 這裡沒有待辦
    .body = 這次業務沒有要您決定的事。
staff-not-allowed = 您無權決定
    .body = 審批不在您的職責之內，請找同事。
staff-is-applicant = 這是您本人的業務
    .body = 誰都不能審批自己的業務，請找同事。
staff-same-person = 您已經同意過
    .body = 第二次同意須由另一個人給出，請找同事。
staff-file-changed = 資料有變化
    .body = 還沒有決定，請重新看一遍。
staff-bank-away = 連不上銀行
    .body = 不能肯定您的決定是否送到，請重新登入查看。
staff-declined = 銀行現在辦不了
    .body = 還沒有決定，請在工作台上辦理。
staff-no-pad = 密碼鍵盤壞了
    .body = 這裡無法登入，請在工作台上辦理。
