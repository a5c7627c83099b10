"""How the sandbox's people live, by account: what comes in, what goes out, when. All companies are invented."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Gift:
    """Money sent to another account of the cast each month, in fen."""

    to: str
    amount: int
    note: str
    day: int


@dataclass(frozen=True)
class Life:
    """Sums in fen, a month. `source` pays the income on `day`; `spent` goes to `shops` in `visits` purchases.

    A shop has no income but `takings`: how many customers pay, about `each`, and `busy` how many did last month; all of
    it is spent. `ended`: how many days ago everything stopped.
    """

    shops: tuple[str, ...]
    visits: int
    spent: int = 0
    income: int = 0
    source: str = ""
    day: int = 10
    rent: int = 0
    landlord: str = ""
    utilities: int = 0
    gifts: tuple[Gift, ...] = ()
    takings: int = 0
    each: int = 0
    busy: int = 0
    ended: int = 0


DAILY = ("街角便利店", "惠邻超市", "早安豆浆店", "城东菜市场", "青禾书店", "小满咖啡")
ELDERLY = ("城东菜市场", "社区药房", "惠邻超市", "老街理发店")
FAMILY = ("惠邻超市", "小树童装店", "安家家电商城", "城东加油站", "社区药房", "青禾书店")
ENGLISH = ("Riverside Grocery", "Corner Coffee", "Green Leaf Books", "Old Town Noodles", "City Metro Card")
TRADITIONAL = ("街坊茶餐廳", "惠鄰超市", "康安藥房", "青禾書店")
GRAND = ("云上酒店", "古玩城听松堂", "远航旅行社", "安家家电商城", "御膳酒楼")
UTILITIES = ("市自来水公司", "市供电公司", "市燃气公司")
HARDWARE = "安家家电商城"  # where the great purchases are made

WANG, CHEN, ABDULLA = "6200008200142170", "6200008330284348", "6200008460326513"
ZHANG, ZHAO, LIN = "6200008980795197", "6200008240979532", "6200008891490383"
SUN, SUN_SHOP = "6200008501163875", "6200008501172983"
OUYANG = "6200008720510856"
LEILA, SHANTI = "6200008041057942", "6200008010118584"
PAID_TODAY = OUYANG  # what somebody of the cast has sent today went there

LIVES: dict[str, Life] = {
    WANG: Life(  # lives to rent, and sends his grandmother something every month
        income=1_180_000,
        source="启明软件有限公司",
        rent=350_000,
        landlord="安居公寓管理有限公司",
        utilities=18_600,
        shops=DAILY,
        visits=9,
        spent=660_000,
        gifts=(Gift(CHEN, 100_000, "family", 12),),
    ),
    CHEN: Life(  # a pension, and little that she needs
        income=468_000, source="市社会保险基金", day=15, utilities=9_800, shops=ELDERLY, visits=5, spent=210_000
    ),
    ABDULLA: Life(
        income=1_350_000, source="丝路餐饮有限公司", day=5, utilities=24_500, shops=FAMILY, visits=7, spent=1_190_000
    ),
    "6200008590468680": Life(  # Maria, a teacher
        income=1_820_000,
        source="Riverside International School",
        day=25,
        rent=620_000,
        landlord="Harbour View Apartments",
        utilities=31_000,
        shops=ENGLISH,
        visits=9,
        spent=1_060_000,
    ),
    OUYANG: Life(  # rich
        income=36_000_000,
        source="致远投资控股有限公司",
        day=8,
        utilities=486_000,
        shops=GRAND,
        visits=8,
        spent=22_400_000,
        gifts=(Gift(ABDULLA, 300_000, "goods", 18),),
    ),
    ZHANG: Life(
        income=2_600_000,
        source="恒通物流有限公司",
        utilities=33_000,
        shops=FAMILY,
        visits=8,
        spent=2_180_000,
        gifts=(Gift(ZHAO, 150_000, "loan", 16),),
    ),
    "6200008110837364": Life(  # Liu Yang: what comes in goes out
        income=620_000,
        source="飞速快递服务站",
        rent=150_000,
        landlord="安居公寓管理有限公司",
        utilities=8_900,
        shops=DAILY,
        visits=9,
        spent=455_000,
    ),
    ZHAO: Life(
        income=880_000,
        source="市第三小学",
        utilities=17_400,
        shops=DAILY,
        visits=7,
        spent=820_000,
        gifts=(Gift(LIN, 60_000, "gift", 20),),
    ),
    "6200008371021708": Life(  # Huang, whose account was frozen last month
        income=820_000,
        source="社會保障基金",
        day=3,
        utilities=14_300,
        shops=TRADITIONAL,
        visits=5,
        spent=580_000,
        ended=30,
    ),
    SUN: Life(
        income=1_190_000,
        source="晴川广告有限公司",
        rent=420_000,
        landlord="安居公寓管理有限公司",
        utilities=21_700,
        shops=FAMILY,
        visits=7,
        spent=830_000,
    ),
    SUN_SHOP: Life(  # her flower stall
        shops=("花木批发市场", "好包装商行", "城东加油站"),
        visits=5,
        gifts=(Gift(SUN, 100_000, "other", 27),),
        takings=22,
        each=15_000,
        busy=186,
    ),
    "6200008631206040": Life(  # Zhou, who closed his account half a year ago
        income=730_000,
        source="城南机械厂",
        utilities=12_600,
        shops=DAILY,
        visits=6,
        spent=712_000,
        ended=180,
    ),
    "6200008761348216": Life(  # Minh Khai, a student with a grant
        income=350_000,
        source="City University Scholarship Office",
        day=6,
        rent=120_000,
        landlord="City University Housing",
        shops=ENGLISH,
        visits=8,
        spent=222_000,
    ),
    LIN: Life(
        income=1_120_000, source="美玲設計工作室", day=7, utilities=19_900, shops=TRADITIONAL, visits=6, spent=1_130_000
    ),
    "6200008021015324": Life(  # Kwame, an engineer who came a while ago
        income=1_040_000,
        source="Coastline Engineering Works",
        day=9,
        rent=260_000,
        landlord="City Park Apartments",
        utilities=16_200,
        shops=ENGLISH,
        visits=8,
        spent=690_000,
    ),
    "6200008031036633": Life(  # Ravi, who writes software and saves
        income=2_150_000,
        source="启明软件有限公司",
        day=10,
        rent=480_000,
        landlord="安居公寓管理有限公司",
        utilities=22_800,
        shops=ENGLISH,
        visits=8,
        spent=1_280_000,
    ),
    LEILA: Life(  # a widow with a pension from abroad
        income=610_000, source="Levant Pension Office", day=2, utilities=12_700, shops=ENGLISH, visits=5, spent=330_000
    ),
    "6200008051079257": Life(  # Helena, who teaches music
        income=980_000,
        source="Old Town Conservatory",
        day=15,
        rent=310_000,
        landlord="Harbour View Apartments",
        utilities=14_900,
        shops=ENGLISH,
        visits=9,
        spent=560_000,
    ),
    "6200008061100564": Life(  # Amra, a student who works at weekends
        income=420_000,
        source="Corner Coffee",
        day=28,
        rent=140_000,
        landlord="City University Housing",
        shops=ENGLISH,
        visits=7,
        spent=236_000,
    ),
    "6200008071121873": Life(  # Peter, at the head of a shipyard's office here
        income=4_800_000,
        source="Northern Shipyards",
        day=25,
        rent=950_000,
        landlord="Harbour View Apartments",
        utilities=61_000,
        shops=(*ENGLISH, *GRAND),
        visits=9,
        spent=2_900_000,
    ),
    "6200008081143180": Life(  # Wanjiru, a nurse
        income=1_120_000,
        source="City Hospital",
        day=8,
        rent=240_000,
        landlord="City Park Apartments",
        utilities=15_300,
        shops=ENGLISH,
        visits=8,
        spent=720_000,
    ),
    "6200008091164499": Life(  # Anjali, who helps her aunt every month
        income=1_760_000,
        source="恒通物流有限公司",
        day=10,
        rent=420_000,
        landlord="安居公寓管理有限公司",
        utilities=19_400,
        shops=ENGLISH,
        visits=9,
        spent=1_010_000,
        gifts=(Gift(SHANTI, 80_000, "family", 14),),
    ),
    SHANTI: Life(  # Shanti, who cooks for a school
        income=760_000, source="市第三小学", day=6, utilities=13_100, shops=FAMILY, visits=6, spent=610_000
    ),
    "6200008111072219": Life(  # Thandiwe, retired from an embassy
        income=880_000,
        source="Embassy Provident Fund",
        day=20,
        utilities=17_500,
        shops=ENGLISH,
        visits=6,
        spent=690_000,
    ),
}
