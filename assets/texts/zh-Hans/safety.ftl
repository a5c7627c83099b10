### 挂失与冻结。

## 凭手机

safety-id = 请输入您的身份证号
    .hint = 18 位。末位是 X 就按 X。我们不保存。
    .say = 请输入身份证号，不会读出来。
    .primary = 发短信验证码
    .hear-primary = 发短信验证码|发短信
safety-code = 请输入短信里的验证码
    .hint = { $sent ->
            [again] 又发了一条，请用最新的。
           *[first] 发到了您留在银行的手机上，五分钟有效。
        }
    .say = 请输入短信里的 { $length } 位验证码。
    .primary = 下一步
    .secondary = 再发一条
    .hear-secondary = 再发一条|重新发送
safety-code-ended = 这个验证码不能用了
    .body = 过了五分钟，或者输错了三次。请从身份证号重新开始；没有收到短信，请找人帮忙。
error-id-length = 身份证号是 { $most } 位，请再看一遍
error-id-number = 身份证号不对，请一位一位核对
error-code-length = 验证码是 { $most } 位数字
error-code-wrong = 验证码不对，还可以试 { $left } 次
error-code-wait = 请等 { $unit ->
    [hours] { $count } 小时
    [minutes] { $count } 分钟
   *[seconds] { $count } 秒
}再试；着急的话请找人帮忙
error-code-refused = 现在不能发验证码，请找人帮忙

## 停用什么

safety = 要停用哪一个？
    .hint = 卡可以挂失，账户可以冻结。马上生效。
    .say = 请选择要停用的卡或账户。
    .empty = 您名下没有卡，也没有账户。
safety-done = 不用停用了
    .help = 已经停用的不受影响
    .hear = 不用停用了|好了
safety-here = 插在机器里的这张
safety-lose = 挂失这张卡吗？
    .say = 请看清楚再确认。
safety-lose-yes = 挂失
    .help = 马上生效
    .hear = 挂失|是
safety-freeze = 冻结这个账户吗？
    .say = 请看清楚再确认。
safety-freeze-yes = 冻结
    .help = 马上生效
    .hear = 冻结|是
safety-no = 先不停用
    .help = 什么都不变
    .hear = 先不停用|不停用|不
safety-then-lost = 这张卡马上不能用了，账户里的钱不动
safety-then-lost-here = 这张卡马上不能用了，这次业务结束，卡退给您
safety-undo-lost = 不能撤回；补卡请带身份证到柜台
safety-then-frozen = 钱马上出不去，还能收款；等着转的也不转
safety-undo-frozen = 带卡在这里核对本人，或到柜台
safety-lost = 卡已经挂失
    .body = { $number } 从 { $time } 起不能用了。补卡请带身份证到柜台。
    .say = 卡已经挂失。要凭条吗？
safety-lost-here = 卡已经挂失
    .body = { $number } 从 { $time } 起不能用了。这次业务到此结束，卡会退给您，可以剪掉。补卡请带身份证到柜台。
    .say = 卡已经挂失，马上退给您。要凭条吗？
safety-frozen = 账户已经冻结
    .body = { $number } 从 { $time } 起只能收款，不能转出。要解冻，请带卡来这里核对本人，或者到柜台。
    .say = 账户已经冻结。要凭条吗？
safety-lost-already = 这张卡已经挂失了
    .body = { $number } 不能用，不用再挂失。补卡请带身份证到柜台。
safety-expired-already = 这张卡已经过期
    .body = { $number } 不能用，不用挂失。换卡请带身份证到柜台。
safety-frozen-already = 这个账户已经冻结了
    .body = { $number } 只能收款，不能转出。要解冻，请带卡来这里核对本人，或者到柜台。
safety-closed-already = 这个账户已经销户
    .body = { $number } 不能用，不用冻结。
safety-unfreeze = 解除冻结吗？
    .hint = 要再确认是您本人，还要输密码。
    .say = 要解除冻结吗？
safety-unfreeze-yes = 解除冻结
    .help = 先核对本人，再输密码
    .hear = 解除冻结|是
safety-unfreeze-no = 先不解除
    .help = 账户还是冻结的
    .hear = 先不解除|不解除|不
safety-then-unfrozen = 钱可以转出了
safety-unfrozen = 冻结已经解除
    .body = { $number } 从 { $time } 起可以转出了。
    .say = 冻结已经解除。要凭条吗？
slip-unfrozen = 解除冻结
pin-unfreeze = 请再输一次密码，解除冻结
    .hint = 密码只用于这一次解冻。按完 { $length } 位，再按绿色确认键。
    .say = 请用另一只手挡住键盘。
    .body = 请遮挡键盘，留意身后。屏幕不会显示密码。
    .step = 密码
safety-unknown = 还不知道有没有停用
    .body = 银行没有答复。请马上再办一次，多办一次没有坏处；或者找人帮忙。
problem-safety = 没有停用成
    .body = 银行没有接受，什么都没有变。请马上找人帮忙，或者拨卡背面的电话。
card-is-active = 正常
card-is-blocked = 密码锁住
card-is-lost = 已挂失
card-is-expired = 已过期
card-is-inactive = 未激活
account-is-active = 正常
account-is-frozen = 已冻结
account-is-closed = 已销户
busy-safety = 正在查询卡和账户
busy-stopping = 正在停用
row-card = 银行卡
row-then = 以后
row-undo = 撤回
slip-lost = 卡片挂失
slip-frozen = 账户冻结
goodbye-without-card = 办好了，再见
    .body = { $slip ->
            [yes] 请带好凭条。屏幕已经清除。
           *[no] 屏幕已经清除。
        }

problem-card-lost = 这张卡已经挂失
    .body = 为了安全，这张卡不能再用。请带身份证到柜台换一张新卡，或者找人帮忙。
problem-card-inactive = 这张卡还没有激活
    .body = 机器没有看到您把卡取走，为了安全先没有激活。请带上这张卡和身份证找工作人员，马上就能激活。
problem-card-replaced = 这张卡已经换成了新卡
    .body = 这张旧卡不能再用，请用新卡。账户里的钱不受影响。如果新卡不在您手里，请找人帮忙。
