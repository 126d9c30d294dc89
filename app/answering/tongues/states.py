"""The names of States in Spanish, Arabic and Chinese, and everyday French and Russian ones.

From the territory names of the Unicode Common Locale Data Repository (CLDR 47, as packed by Babel
2.18; Unicode License v3), keyed by the name under which :mod:`store.countries` knows the State; a
few forms of UN usage were added. Forms that :mod:`store.countries` has are not repeated.
"""

from __future__ import annotations

from functools import lru_cache

from store.countries import find_state, names_of

_TABLE = """
Afghanistan; Afganistán; أفغانستان; 阿富汗
Albania; ألبانيا; 阿尔巴尼亚
Algeria; Argelia; الجزائر; 阿尔及利亚
Andorra; أندورا; 安道尔
Angola; أنغولا; 安哥拉
Antigua and Barbuda; Antigua y Barbuda; أنتيغوا وبربودا; 安提瓜和巴布达
Argentina; الأرجنتين; 阿根廷
Armenia; أرمينيا; 亚美尼亚
Australia; أستراليا; 澳大利亚
Austria; النمسا; 奥地利
Azerbaijan; Azerbaiyán; أذربيجان; 阿塞拜疆
Bahamas; Багамы; جزر البهاما; 巴哈马
Bahrain; Baréin; البحرين; 巴林
Bangladesh; Bangladés; بنغلاديش; 孟加拉国
Barbados; بربادوس; 巴巴多斯
Belarus; Biélorussie; Bielorrusia; بيلاروس; 白俄罗斯
Belgium; Bélgica; بلجيكا; 比利时
Belize; Belice; بليز; 伯利兹
Benin; بنين; 贝宁
Bhutan; Bután; بوتان; 不丹
Bolivia (Plurinational State of); بوليفيا; 玻利维亚
Bosnia and Herzegovina; Bosnia y Herzegovina; البوسنة والهرسك; \
波斯尼亚和黑塞哥维那
Botswana; Botsuana; بوتسوانا; 博茨瓦纳
Brazil; Brasil; البرازيل; 巴西
Brunei Darussalam; Бруней; بروناي; 文莱
Bulgaria; بلغاريا; 保加利亚
Burkina Faso; بوركينا فاسو; 布基纳法索
Burundi; بوروندي; 布隆迪
Cabo Verde; Cap-Vert; الرأس الأخضر; 佛得角
Cambodia; Camboya; كمبوديا; 柬埔寨
Cameroon; Camerún; الكاميرون; 喀麦隆
Canada; كندا; 加拿大
Central African Republic; Центрально-Африканская Республика; \
República Centroafricana; جمهورية أفريقيا الوسطى; 中非共和国; RCA; ЦАР
Chad; تشاد; 乍得
Chile; تشيلي; 智利
China; الصين; 中国
Colombia; كولومبيا; 哥伦比亚
Comoros; Коморы; Comoras; جزر القمر; 科摩罗
Congo; Congo-Brazzaville; Конго - Браззавиль; \
República del Congo; الكونغو; جمهورية الكونغو; 刚果; 刚果（布）
Costa Rica; كوستاريكا; 哥斯达黎加
Côte d'Ivoire; ساحل العاج; 科特迪瓦
Croatia; Croacia; كرواتيا; 克罗地亚
Cuba; كوبا; 古巴
Cyprus; Chipre; قبرص; 塞浦路斯
Czechia; Chequia; التشيك; 捷克
Democratic People's Republic of Korea; Corée du Nord; Corea del Norte; \
كوريا الشمالية; 朝鲜; RPDC; Северная Корея; 朝鲜民主主义人民共和国
Democratic Republic of the Congo; Congo-Kinshasa; RDC; ДРК; \
República Democrática del Congo; جمهورية الكونغو الديمقراطية; 刚果民主共和国; 刚果（金）
Denmark; Dinamarca; الدانمرك; 丹麦
Djibouti; Yibuti; جيبوتي; 吉布提
Dominica; دومينيكا; 多米尼克
Dominican Republic; República Dominicana; جمهورية الدومينيكان; \
多米尼加共和国
Ecuador; الإكوادور; 厄瓜多尔
Egypt; Egipto; مصر; 埃及
El Salvador; Salvador; السلفادور; 萨尔瓦多
Equatorial Guinea; Guinea Ecuatorial; غينيا الاستوائية; 赤道几内亚
Eritrea; إريتريا; 厄立特里亚
Estonia; إستونيا; 爱沙尼亚
Eswatini; Esuatini; إسواتيني; 斯威士兰
Ethiopia; Etiopía; إثيوبيا; 埃塞俄比亚
Fiji; Fiyi; فيجي; 斐济
Finland; Finlandia; فنلندا; 芬兰
France; Francia; فرنسا; 法国
Gabon; الغابون; 加蓬
Gambia; غامبيا; 冈比亚
Georgia; جورجيا; 格鲁吉亚
Germany; Alemania; ألمانيا; 德国
Ghana; غانا; 加纳
Greece; Grecia; اليونان; 希腊
Grenada; Granada; غرينادا; 格林纳达
Guatemala; غواتيمالا; 危地马拉
Guinea; غينيا; 几内亚
Guinea-Bissau; Guinea-Bisáu; غينيا بيساو; 几内亚比绍
Guyana; غيانا; 圭亚那
Haiti; هايتي; 海地
Holy See; État de la Cité du Vatican; Ватикан; Ciudad del Vaticano; \
الفاتيكان; 梵蒂冈
Honduras; هندوراس; 洪都拉斯
Hungary; Hungría; هنغاريا; 匈牙利
Iceland; Islandia; آيسلندا; 冰岛
India; الهند; 印度
Indonesia; إندونيسيا; 印度尼西亚
Iran (Islamic Republic of); إيران; 伊朗
Iraq; العراق; 伊拉克
Ireland; Irlanda; أيرلندا; 爱尔兰
Israel; إسرائيل; 以色列
Italy; Italia; إيطاليا; 意大利
Jamaica; جامايكا; 牙买加
Japan; اليابان; 日本
Jordan; Jordania; الأردن; 约旦
Kazakhstan; Kazajistán; كازاخستان; 哈萨克斯坦
Kenya; Kenia; كينيا; 肯尼亚
Kiribati; كيريباتي; 基里巴斯
Kuwait; الكويت; 科威特
Kyrgyzstan; Kirghizstan; Киргизия; Kirguistán; قيرغيزستان; 吉尔吉斯斯坦
Lao People's Democratic Republic; Лаос; لاوس; 老挝
Latvia; Letonia; لاتفيا; 拉脱维亚
Lebanon; Líbano; لبنان; 黎巴嫩
Lesotho; Lesoto; ليسوتو; 莱索托
Liberia; ليبيريا; 利比里亚
Libya; Libia; ليبيا; 利比亚
Liechtenstein; ليختنشتاين; 列支敦士登
Lithuania; Lituania; ليتوانيا; 立陶宛
Luxembourg; Luxemburgo; لوكسمبورغ; 卢森堡
Madagascar; مدغشقر; 马达加斯加
Malawi; Malaui; ملاوي; 马拉维
Malaysia; Malasia; ماليزيا; 马来西亚
Maldives; Мальдивы; Maldivas; جزر المالديف; 马尔代夫
Mali; مالي; 马里
Malta; مالطا; 马耳他
Marshall Islands; Маршалловы о-ва; Islas Marshall; جزر مارشال; 马绍尔群岛
Mauritania; موريتانيا; 毛里塔尼亚
Mauritius; Mauricio; موريشيوس; 毛里求斯
Mexico; المكسيك; 墨西哥
Micronesia (Federated States of); Micronésie; Федеративные Штаты Микронезии; \
ميكرونيزيا; 密克罗尼西亚
Monaco; موناكو; 摩纳哥
Mongolia; منغوليا; 蒙古
Montenegro; الجبل الأسود; 黑山
Morocco; Marruecos; المغرب; 摩洛哥
Mozambique; موزمبيق; 莫桑比克
Myanmar; Birmanie; Бирма; Birmania; ميانمار; بورما; 缅甸
Namibia; ناميبيا; 纳米比亚
Nauru; ناورو; 瑙鲁
Nepal; نيبال; 尼泊尔
Netherlands (Kingdom of the); Países Bajos; هولندا; 荷兰
New Zealand; Nueva Zelanda; نيوزيلندا; 新西兰
Nicaragua; نيكاراغوا; 尼加拉瓜
Niger; النيجر; 尼日尔
Nigeria; نيجيريا; 尼日利亚
North Macedonia; Macedonia del Norte; مقدونيا الشمالية; 北马其顿
Norway; Noruega; النرويج; 挪威
Oman; عُمان; 阿曼
Pakistan; باكستان; 巴基斯坦
Palau; بالاو; 帕劳
Panama; بنما; 巴拿马
Papua New Guinea; Papúa Nueva Guinea; بابوا غينيا الجديدة; 巴布亚新几内亚
Paraguay; باراغواي; 巴拉圭
Peru; بيرو; 秘鲁
Philippines; Filipinas; الفلبين; 菲律宾
Poland; Polonia; بولندا; 波兰
Portugal; البرتغال; 葡萄牙
Qatar; Catar; قطر; 卡塔尔
Republic of Korea; Corée du Sud; Corea del Sur; كوريا الجنوبية; \
韩国; Южная Корея; 大韩民国
Republic of Moldova; Moldavie; Молдова; Moldavia; مولدوفا; 摩尔多瓦
Romania; Rumanía; رومانيا; 罗马尼亚
Russian Federation; Rusia; روسيا; 俄罗斯; РФ; Federación de Rusia; \
Federación Rusa; الاتحاد الروسي; 俄罗斯联邦; 俄国
Rwanda; Ruanda; رواندا; 卢旺达
Saint Kitts and Nevis; Saint-Christophe-et-Niévès; San Cristóbal y Nieves; \
سانت كيتس ونيفيس; 圣基茨和尼维斯
Saint Lucia; Santa Lucía; سانت لوسيا; 圣卢西亚
Saint Vincent and the Grenadines; San Vicente y las Granadinas; \
سانت فنسنت وجزر غرينادين; 圣文森特和格林纳丁斯
Samoa; ساموا; 萨摩亚
San Marino; سان مارينو; 圣马力诺
Sao Tome and Principe; Santo Tomé y Príncipe; ساو تومي وبرينسيبي; \
圣多美和普林西比
Saudi Arabia; Arabia Saudí; المملكة العربية السعودية; 沙特阿拉伯
Senegal; السنغال; 塞内加尔
Serbia; صربيا; 塞尔维亚
Seychelles; Сейшельские о-ва; سيشل; 塞舌尔
Sierra Leone; Sierra Leona; سيراليون; 塞拉利昂
Singapore; Singapur; سنغافورة; 新加坡
Slovakia; Eslovaquia; سلوفاكيا; 斯洛伐克
Slovenia; Eslovenia; سلوفينيا; 斯洛文尼亚
Solomon Islands; Соломоновы о-ва; Islas Salomón; جزر سليمان; 所罗门群岛
Somalia; الصومال; 索马里
South Africa; Южно-Африканская Республика; \
Sudáfrica; جنوب أفريقيا; 南非; ЮАР
South Sudan; Sudán del Sur; جنوب السودان; 南苏丹
Spain; España; إسبانيا; 西班牙
Sri Lanka; سريلانكا; 斯里兰卡
State of Palestine; Territoires palestiniens; Палестинские территории; \
Territorios Palestinos; الأراضي الفلسطينية; 巴勒斯坦领土; فلسطين; 巴勒斯坦
Sudan; السودان; 苏丹
Suriname; Surinam; سورينام; 苏里南
Sweden; Suecia; السويد; 瑞典
Switzerland; Suiza; سويسرا; 瑞士
Syrian Arab Republic; Siria; سوريا; 叙利亚; سورية
Tajikistan; Tayikistán; طاجيكستان; 塔吉克斯坦
Thailand; Tailandia; تايلاند; 泰国
Timor-Leste; Timor oriental; Восточный Тимор; تيمور - ليشتي; 东帝汶
Togo; توغو; 多哥
Tonga; تونغا; 汤加
Trinidad and Tobago; Trinidad y Tobago; ترينيداد وتوباغو; 特立尼达和多巴哥
Tunisia; Túnez; تونس; 突尼斯
Türkiye; Turquía; تركيا; 土耳其; تركيا
Turkmenistan; تركمانستان; 土库曼斯坦
Tuvalu; توفالو; 图瓦卢
Uganda; أوغندا; 乌干达
Ukraine; Ucrania; أوكرانيا; 乌克兰
United Arab Emirates; ОАЭ; Emiratos Árabes Unidos; الإمارات العربية المتحدة; \
阿拉伯联合酋长国
United Kingdom of Great Britain and Northern Ireland; Великобритания; \
Reino Unido; المملكة المتحدة; 英国; Grande-Bretagne; Gran Bretaña; بريطانيا; 大不列颠
United Republic of Tanzania; Tanzanie; Танзания; تنزانيا; 坦桑尼亚
United States of America; Estados Unidos; الولايات المتحدة; \
美国; EE. UU.; EE.UU.; أمريكا
Uruguay; أورغواي; 乌拉圭
Uzbekistan; أوزبكستان; 乌兹别克斯坦
Vanuatu; فانواتو; 瓦努阿图
Venezuela (Bolivarian Republic of); فنزويلا; 委内瑞拉
Viet Nam; فيتنام; 越南; Viêt Nam
Yemen; اليمن; 也门
Zambia; زامبيا; 赞比亚
Zimbabwe; Zimbabue; زيمبابوي; 津巴布韦
"""

_SHORT = {
    "Bolivia (Plurinational State of)": "Bolivia",
    "Iran (Islamic Republic of)": "Iran",
    "Lao People's Democratic Republic": "Laos",
    "Micronesia (Federated States of)": "Micronesia",
    "Netherlands (Kingdom of the)": "Netherlands",
    "Republic of Moldova": "Moldova",
    "Russian Federation": "Russia",
    "Syrian Arab Republic": "Syria",
    "United Kingdom of Great Britain and Northern Ireland": "United Kingdom",
    "United Republic of Tanzania": "Tanzania",
    "United States of America": "United States",
    "Venezuela (Bolivarian Republic of)": "Venezuela",
}


@lru_cache(maxsize=1)
def state_names() -> dict[str, str]:
    """Every form that is not English, with the short English name of its State."""
    found: dict[str, str] = {}
    for line in _TABLE.strip().splitlines():
        state, *forms = line.split("; ")
        short = _SHORT.get(state, state)
        for form in (*names_of(state), *forms):
            if form not in (state, short):
                found.setdefault(form, short)
    return found


def short_name(form: str) -> str | None:
    """The short English name of a State, whatever its accents here ("México")."""
    state = find_state(form)
    return _SHORT.get(state, state) if state else None
