### 工作人员在终端上看到的文字，盖在客户的画面之上。

staff-here = 工作人员入口

## 登录

staff-number = 工作人员：请输入工号
    .hint = 四位数字。客户的画面已遮住，按“取消”就回到客户的画面。
    .primary = 下一步
staff-second = 请第二位工作人员登录
    .hint = 机器没有判断通过，须另一位工作人员也同意。请输入四位工号。
    .primary = 下一步
staff-pin = 工号 { $number }：请输入密码
    .hint = 在密码键盘上输入 { $length } 位密码，再按绿色键。
    .body = 请遮住密码键盘。屏幕不会显示密码。
error-staff-number = 工号是四位数字
error-staff-wrong = 工号或密码不对
error-staff-wait = 密码错误次数过多，请等 { $unit ->
    [hours] { $count } 小时
    [minutes] { $count } 分钟
   *[seconds] { $count } 秒
}再试。
busy-staff-sign-in = 正在登录
busy-staff-file = 正在打开资料
busy-staff-decision = 正在告诉银行
staff-signed-out = 您已退出登录
    .body = 银行已结束这次登录，请重新登录。

## 资料

staff-file = { $kind ->
        [opening] 开户办卡，同意吗？
        [additional] 加办一张卡，同意吗？
        [replacement] 换卡，同意吗？
       *[pin-reset] 重设密码，同意吗？
    }
    .say = 请把照片与面前的本人对照。
staff-picture-document = 证件照
staff-picture-live = 现场
staff-picture-signature = 签名
staff-no-picture = 没有图像
row-staff-machine = 机器判断
row-staff-signature = 签名
row-staff-face = 人脸核对
row-staff-distance = 距离
row-staff-asked = 要求动作
row-staff-wrong = 发现
row-staff-name = 姓名
row-staff-document = 证件
row-staff-born = 出生
row-staff-valid = 有效期至
row-staff-address = 证件地址
row-staff-lives = 现住址
row-staff-phone = 手机
row-staff-details = 职业用途
row-staff-card = 卡
row-staff-since = 等候自
row-staff-history = 在本行
row-staff-decided = 已有决定
row-staff-reason = 原因
machine-for = 通过：是本人，是活体
machine-not-excluded = 是本人，活体不能肯定
machine-against = 不通过：须两人同意
machine-none = 没有核对人脸：须两人同意
staff-unsigned = 无法签名，已用按键确认
staff-no-distance = 没有距离
liveness-live = 活体
liveness-not-excluded = 活体不能肯定
liveness-refused = 非活体
document-resident-id = 居民身份证
document-passport = 护照
document-residence-permit = 永久居留身份证
document-long-term = 长期
sex-male = 男
sex-female = 女
sex-unspecified = 性别未注明
history-none = 没有记录
history-accounts-active = 账户
history-accounts-frozen = 冻结的账户
history-accounts-closed = 已销的账户
history-cards = 卡
history-cards-lost = 挂失的卡
history-cards-blocked = 锁定的卡
history-cards-expired = 过期的卡
history-cards-inactive = 未启用的卡
history-applications-refused = 近期被拒
decided-approve = 同意
decided-refuse = 拒绝
decided-try-again = 要求再试

## 是不是客户本人

staff-verification = { $purpose ->
        [transfer] 转账：是不是本人？
        [statement] 查旧账：是不是本人？
       *[unfreeze] 解除冻结：是不是本人？
    }
    .say = 请把照片与面前的本人对照。
staff-picture-registry = 登记照
row-staff-doubt = 为何找您
row-staff-until = 最晚
staff-doubt-asked = 客户要求人工核对
staff-doubt-consent-refused = 客户不愿用人脸
staff-doubt-face-unavailable = 现在不能核对人脸
staff-doubt-face-blocked = 人脸核对失败次数过多
staff-doubt-face-refused = 人脸对不上
staff-doubt-liveness-refused = 机器认为不是活体
staff-doubt-not-excluded = 人脸对得上，活体不能肯定
staff-doubt-threshold-too-high = 核对不够严格
staff-doubt-consent-unclear = 同意的时间太久
staff-confirm = 是本人
    .help = 我在这里见到了本人

## 决定

staff-approve = 同意
    .help = 是本人，可以办理
staff-refuse = 拒绝
    .help = 要说明原因
staff-try-again = 再试一次
    .help = 请客户再做人脸核对
staff-seen = 您亲眼见到{ $name }本人了吗？
    .hint = 只凭机器不够。请把面前的人与证件对照。
staff-seen-yes = 我已见到本人
    .help = 就是证件上的人
staff-why-refuse = 为什么拒绝？
staff-why-again = 哪里要改进？
staff-why-approve = 您为什么仍然同意？
staff-reason-not-the-person = 不是证件上的人
staff-reason-document-doubtful = 证件可疑
staff-reason-ask-at-counter = 须到柜台办理
staff-reason-face-hidden = 脸被遮住
staff-reason-light-poor = 光线不好
staff-reason-other = 其他原因
staff-reason-compared-document = 我对照过本人与证件
staff-reason-camera-wrong = 摄像头看得不准
staff-reason-known-here = 我认识本人
staff-decided-approve = 已同意
    .body = 客户的画面会继续。
staff-decided-refuse = 已拒绝
    .body = 客户会看到结果。
staff-decided-try-again = 请客户再试
    .body = 客户会被请求再看一次镜头。

## 不能办的

staff-nothing-waits = 这里没有待办
    .body = 这次业务没有要您决定的事。
staff-not-allowed = 您无权决定
    .body = 审批不在您的职责之内，请找同事。
staff-is-applicant = 这是您本人的业务
    .body = 谁都不能审批自己的业务，请找同事。
staff-same-person = 您已经同意过
    .body = 第二次同意须由另一个人给出，请找同事。
staff-file-changed = 资料有变化
    .body = 还没有决定，请重新看一遍。
staff-bank-away = 连不上银行
    .body = 不能肯定您的决定是否送到，请重新登录查看。
staff-declined = 银行现在办不了
    .body = 还没有决定，请在工作台上办理。
staff-no-pad = 密码键盘坏了
    .body = 这里无法登录，请在工作台上办理。
