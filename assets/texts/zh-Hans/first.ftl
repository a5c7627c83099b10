### 首页和处处都有的话：开机时只读这一份，其余的稍后再读。

## 处处都有

bank-name = 示例银行
simulated = 模拟
mode-standard = 标准字
    .hear = 标准字|正常字体
mode-elder = 长辈版
    .hear = 长辈版|大字|大字版
mode-contrast = 高对比
    .hear = 高对比
bar-back = 上一步
    .hear = 上一步|返回|回去
bar-repeat = 重复提示
    .hear = 重复|再说一遍|没听清
bar-person = 找人帮忙
    .hear = 找人帮忙|帮助|人工服务|人工
bar-cancel = 取消
    .hear = 取消|不办了
bar-cancel-card = 取消并退卡
    .hear = 取消|退卡|不办了
bar-leave = 退卡离开
    .hear = 退卡|不办了
key-delete = 删除
button-ok = 知道了
    .hear = 知道了|好的|好|下一步|继续|确认
place-card = 右下方读卡口，绿灯在闪
place-paper = 凭条口：屏幕左下方
pending-bank = 正在向银行核对
idle = 您还在吗？
    .body = 您填的内容还在。时间到了，我们会清除屏幕。
    .body-card = 您填的内容还在。时间到了，我们会先把卡退给您，再清除屏幕。
    .unit = 秒后结束
    .stay = 我还在，继续
    .leave = 结束
    .leave-card = 结束并退卡
    .hear-stay = 我还在|继续|还在
    .hear-leave = 结束|退卡

## 声音

sound = 声音
    .title = 想怎么听？
    .done = 好了
sound-quieter = 小声一点
sound-louder = 大声一点
sound-slower = 慢一点
sound-faster = 快一点
sound-mute = 不要声音
sound-mute-end = 恢复声音
sound-aloud = 金额念出来
    .help = 旁边的人也会听到
sound-aloud-end = 不念金额
sound-eyes-shut = 不看屏幕
    .help = 每一项都念，用键盘选
sound-eyes-shut-end = 要看屏幕
sound-blank = 关掉屏幕
    .help = 别人看不到，您照样听
sound-least = 已经最小声
sound-most = 已经最大声
sound-slowest = 已经最慢
sound-fastest = 已经最快

## 首页与插卡

attract = 您好，
    今天办什么？
    .hint = 点一下要办的业务，或者直接插卡。
    .say = 您好，请选择业务，或插入银行卡。看不见屏幕，请按 0 键。
service-transfer = 转账
    .help = 转给本行的账户，现在转或以后转
    .hear = 转账|转钱|汇款|打钱
service-inquiry = 查询
    .help = 余额、明细、对账单、限额
    .hear = 查询|查询余额|余额|查账|账户
service-safety = 挂失与冻结
    .help = 卡丢了，或者要停用账户；没有卡也能办
    .hear = 挂失|冻结|挂失与冻结|卡丢了
service-open-card = 开卡
    .help = 开户、补卡、重设密码，带身份证件
    .hear = 开卡|办卡|开户|开一张卡
service-finish = 办完了，退卡
    .help = 卡从右下方退出
    .hear = 办完了|退卡|结束
insert-card = 请插入银行卡
    .hint = 芯片朝前，卡面朝上。卡会留在机器里，办完就退给您。
    .say = 请把银行卡插入右下方的读卡口。

## 为什么现在不能办

reason-no-paper = 暂停：凭条纸用完了
reason-card-stuck = 暂停：有一张卡要工作人员取出
reason-card-reader = 暂停：读卡器故障
reason-pin-pad = 暂停：密码键盘故障
reason-id-scanner = 暂停：证件口故障
reason-document-stuck = 暂停：有一个证件要工作人员取出
reason-staff-away = 暂停：现在没有工作人员
reason-camera = 暂停：摄像头故障
reason-card-dispenser = 暂停：发卡口故障
reason-no-cards = 暂停：卡用完了，已通知网点
reason-disk = 暂停：机器存不下记录，已通知网点
reason-bank-away = 暂停：连不上银行，正在重试
reason-bank-mismatch = 暂停：和银行的设置对不上
out-of-service = 暂停服务
    .hint = 请用别的机器，或者到柜台办理。

## 找人帮忙

assistance-calling = 正在呼叫工作人员
assistance-called = { $time } 已呼叫，还没有人应答
assistance-answered = 工作人员已应答，马上过来
assistance-looking = 工作人员正在看
assistance-failed = 没有呼叫到人，请拨卡背面的电话

## 听到的话：竖线分开，都可以说

hear-yes = 是|是的|对|对的|没错|好的
hear-no = 不是|不对|不|不要|没有
hear-language-zh-Hans = 中文|简体中文|普通话
hear-language-zh-Hant = 繁体中文|繁体
hear-language-en = 英语|英文
hear-sound-slower = 慢一点|说慢点
hear-sound-faster = 快一点|说快点
hear-sound-louder = 大声点|大声|声音大一点
hear-sound-quieter = 小声点|小声|声音小一点
hear-sound-mute = 静音|别说了
hear-sound-aloud = 念出来|金额念出来|余额念出来|读出来
hear-sound-eyes-shut = 不看屏幕
hear-sound-keys = 声音
hear-places = 第一个|第二个|第三个|第四个|第五个|第六个|第七个|第八个|第九个
