### 只说不显示的话：不看屏幕怎样操作，哪些内容不外放。

speaking-private = 这是您的个人信息，只显示在屏幕上。要听的话，请插上耳机，或者在声音按键里选“{ sound-aloud }”。
speaking-on-screen = 内容只显示在屏幕上。
speaking-place = { $what }，第 { $number } 项，共 { $of } 项。
speaking-not-now = { $what }，第 { $number } 项，共 { $of } 项。{ $reason }。
speaking-row = { $label }：{ $value }。
speaking-step = { $step }，第 { $number } 步，共 { $of } 步。
speaking-enter = 确认键：{ $what }。
speaking-nothing = 还没有输入。
speaking-eyes-shut = 现在所有内容都会读出来。按方向键，一项一项听；按确认键，选中刚听到的那一项。
speaking-eyes-shut-end = 朗读已结束。
speaking-choose = 请按您要的那一项的数字，或用方向键移到那里，再按确认键。
speaking-type = 请用数字键输入。清除键重新输入。输完按确认键。
speaking-secret = 您在这里输入的内容不会读出来。每按一个键，会响一声。
speaking-next-page = 后面还有，按确认键听下一页。
