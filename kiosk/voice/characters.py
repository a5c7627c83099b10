"""Traditional and simplified characters: the ears know words in simplified ones, whatever the customer reads.

The pairs that occur in the terminal's texts, and in common surnames. A character that is not here stays as it is.
"""

_TRADITIONAL = (
    "開個結帳戶類並領張記賣違會響後辦業務碼設訴銀員問這費丟請馬掛機櫃撥電話沒過暫帶證來對隨時銷於補換舊裡錢動為內號職簽關確認刪規間攝兩剛當螢邊讀經幫還們種護給麼筆轉細凍畫臉鏡別點線穩試從樣題現嗎繼續輸擬標"
    "體長輩說離綠憑條選擇詢餘額單與紙鍵盤發網連應錯聲顯執幣狀態頁詳誰資購萬壞處約鐘幾斷擋進編見項寫數鎖識終儲協議著決滿報簡驗況門無場變啟須絕夠審計買東實複準聽匯紅語靜詞統鄉淨廳裏妳訊鈔貸債鑰駕龍陳劉黃吳趙"
    "楊孫羅鄭謝許鄧馮葉蘇盧蔣賈韋譚鄒陸湯閻龔賴莊媽爺婦亂備兒則區參嚴圍圖塊學專屬師強損據敗橫檢權歲毀漁燈營監禮稱紀縣縮臨蓋親訖誤讓豎責貴貼賓較農遺醫鈕錄閃隱頭願顧養騙"
)
_SIMPLIFIED = (
    "开个结账户类并领张记卖违会响后办业务码设诉银员问这费丢请马挂机柜拨电话没过暂带证来对随时销于补换旧里钱动为内号职签关确认删规间摄两刚当屏边读经帮还们种护给么笔转细冻画脸镜别点线稳试从样题现吗继续输拟标"
    "体长辈说离绿凭条选择询余额单与纸键盘发网连应错声显执币状态页详谁资购万坏处约钟几断挡进编见项写数锁识终储协议着决满报简验况门无场变启须绝够审计买东实复准听汇红语静词统乡净厅里你讯钞贷债钥驾龙陈刘黄吴赵"
    "杨孙罗郑谢许邓冯叶苏卢蒋贾韦谭邹陆汤阎龚赖庄妈爷妇乱备儿则区参严围图块学专属师强损据败横检权岁毁渔灯营监礼称纪县缩临盖亲讫误让竖责贵贴宾较农遗医钮录闪隐头愿顾养骗"
)
# of several that became one, those that the terminal's texts do not use, or seldom
_ALSO = {
    "註": "注",
    "賬": "账",
    "復": "复",
    "覆": "复",
    "檯": "台",
    "臺": "台",
    "隻": "只",
    "製": "制",
    "徵": "征",
    "範": "范",
    "唸": "念",
}
_TO_SIMPLIFIED = str.maketrans(_TRADITIONAL, _SIMPLIFIED) | str.maketrans(_ALSO)
_TO_TRADITIONAL = str.maketrans(_SIMPLIFIED, _TRADITIONAL)


def simplified(text: str) -> str:
    """`text` as the ears' words are written."""
    return text.translate(_TO_SIMPLIFIED)


def traditional(text: str) -> str:
    """`text` as a customer who reads traditional characters would write it."""
    return text.translate(_TO_TRADITIONAL)
