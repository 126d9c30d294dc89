"""The names of States: as the United Nations writes them, and the other forms that are met.

A State has one name here, the English short name that the United Nations uses now; the others are
its earlier or longer names, common short ones, and the French and Russian ones. A State that is no
more keeps its own name. Being listed says nothing about anybody's status.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# One State a line: its name, then the other forms.
_TABLE = """
Afghanistan; Islamic Republic of Afghanistan; Афганистан
Albania; Albanie; Албания
Algeria; Algérie; Алжир
Andorra; Andorre; Андорра
Angola; Ангола
Antigua and Barbuda; Antigua-et-Barbuda; Антигуа и Барбуда
Argentina; Argentine; Аргентина
Armenia; Arménie; Армения
Australia; Australie; Австралия
Austria; Autriche; Австрия
Azerbaijan; Azerbaïdjan; Азербайджан
Bahamas; Багамские Острова
Bahrain; Bahreïn; Бахрейн
Bangladesh; Бангладеш
Barbados; Barbade; Барбадос
Belarus; Republic of Belarus; Bélarus; Беларусь; Byelorussian Soviet Socialist Republic; \
Byelorussian SSR
Belgium; Belgique; Бельгия
Belize; Белиз
Benin; Bénin; Бенин; Dahomey
Bhutan; Bhoutan; Бутан
Bolivia (Plurinational State of); Plurinational State of Bolivia; Bolivia; \
Bolivie (État plurinational de); Bolivie; Боливия (Многонациональное Государство); Боливия
Bosnia and Herzegovina; Bosnie-Herzégovine; Босния и Герцеговина
Botswana; Ботсвана
Brazil; Brésil; Бразилия
Brunei Darussalam; Brunei; Brunéi Darussalam; Бруней-Даруссалам
Bulgaria; Bulgarie; Болгария
Burkina Faso; Буркина-Фасо; Upper Volta
Burundi; Бурунди
Cabo Verde; Cape Verde; Кабо-Верде
Cambodia; Cambodge; Камбоджа; Kampuchea; Democratic Kampuchea
Cameroon; Cameroun; Камерун
Canada; Канада
Central African Republic; République centrafricaine; Центральноафриканская Республика
Chad; Tchad; Чад
Chile; Chili; Чили
China; People's Republic of China; Chine; Китай; Китайская Народная Республика
Colombia; Colombie; Колумбия
Comoros; Comores; Коморские Острова
Congo; Republic of the Congo; Republic of Congo; Конго
Costa Rica; Коста-Рика
Côte d'Ivoire; Ivory Coast; Кот-д'Ивуар
Croatia; Croatie; Хорватия
Cuba; Куба
Cyprus; Chypre; Кипр
Czechia; Czech Republic; Tchéquie; République tchèque; Чехия; Чешская Республика
Czechoslovakia; Tchécoslovaquie; Чехословакия
Democratic People's Republic of Korea; DPRK; North Korea; \
République populaire démocratique de Corée; Корейская Народно-Демократическая Республика; КНДР
Democratic Republic of the Congo; Democratic Republic of Congo; DRC; Zaire; \
République démocratique du Congo; Демократическая Республика Конго
Denmark; Danemark; Дания
Djibouti; Джибути
Dominica; Dominique; Доминика
Dominican Republic; République dominicaine; Доминиканская Республика
Ecuador; Équateur; Эквадор
Egypt; Arab Republic of Egypt; Égypte; Египет
El Salvador; Сальвадор
Equatorial Guinea; Guinée équatoriale; Экваториальная Гвинея
Eritrea; Érythrée; Эритрея
Estonia; Estonie; Эстония
Eswatini; Swaziland; Эсватини
Ethiopia; Éthiopie; Эфиопия
Fiji; Fidji; Фиджи
Finland; Finlande; Финляндия
France; Франция
Gabon; Габон
Gambia; Gambia (Republic of The); Republic of the Gambia; Gambie; Гамбия
Georgia; Géorgie; Грузия
German Democratic Republic; République démocratique allemande; \
Германская Демократическая Республика
Germany; Federal Republic of Germany; Germany (Federal Republic of); Allemagne; Германия
Ghana; Гана
Greece; Grèce; Греция
Grenada; Grenade; Гренада
Guatemala; Гватемала
Guinea; Guinée; Гвинея
Guinea-Bissau; Guinée-Bissau; Гвинея-Бисау
Guyana; Гайана
Haiti; Haïti; Гаити
Holy See; Saint-Siège; Святой Престол; Vatican
Honduras; Гондурас
Hungary; Hongrie; Венгрия
Iceland; Islande; Исландия
India; Inde; Индия
Indonesia; Indonésie; Индонезия
Iran (Islamic Republic of); Islamic Republic of Iran; Iran; Iran (République islamique d'); \
République islamique d'Iran; Иран (Исламская Республика); Исламская Республика Иран; Иран
Iraq; Irak; Ирак
Ireland; Irlande; Ирландия
Israel; Israël; State of Israel; Израиль
Italy; Italie; Италия
Jamaica; Jamaïque; Ямайка
Japan; Japon; Япония
Jordan; Hashemite Kingdom of Jordan; Jordanie; Иордания
Kazakhstan; Казахстан
Kenya; Кения
Kiribati; Кирибати
Kuwait; State of Kuwait; Koweït; Кувейт
Kyrgyzstan; Kyrgyz Republic; Kirghizistan; Кыргызстан
Lao People's Democratic Republic; Laos; République démocratique populaire lao; \
Лаосская Народно-Демократическая Республика
Latvia; Lettonie; Латвия
Lebanon; Liban; Ливан
Lesotho; Лесото
Liberia; Libéria; Либерия
Libya; Libyan Arab Jamahiriya; State of Libya; Libye; Ливия
Liechtenstein; Лихтенштейн
Lithuania; Lituanie; Литва
Luxembourg; Люксембург
Madagascar; Мадагаскар
Malawi; Малави
Malaysia; Malaisie; Малайзия
Maldives; Мальдивские Острова
Mali; Мали
Malta; Malte; Мальта
Marshall Islands; Îles Marshall; Маршалловы Острова
Mauritania; Mauritanie; Мавритания
Mauritius; Maurice; Маврикий
Mexico; Mexique; Мексика
Micronesia (Federated States of); Federated States of Micronesia; Micronesia; \
Micronésie (États fédérés de); Микронезия (Федеративные Штаты)
Monaco; Монако
Mongolia; Mongolie; Монголия
Montenegro; Monténégro; Черногория
Morocco; Kingdom of Morocco; Maroc; Марокко
Mozambique; Мозамбик
Myanmar; Burma; Мьянма
Namibia; Namibie; Намибия
Nauru; Науру
Nepal; Népal; Непал
Netherlands (Kingdom of the); Kingdom of the Netherlands; Netherlands; Pays-Bas; \
Pays-Bas (Royaume des); Нидерланды; Нидерланды (Королевство); Королевство Нидерландов
New Zealand; Nouvelle-Zélande; Новая Зеландия
Nicaragua; Никарагуа
Niger; Нигер
Nigeria; Nigéria; Нигерия
North Macedonia; The former Yugoslav Republic of Macedonia; Macédoine du Nord; \
Северная Македония
Norway; Norvège; Норвегия
Oman; Sultanate of Oman; Оман
Pakistan; Пакистан
Palau; Palaos; Палау
Panama; Панама
Papua New Guinea; Papouasie-Nouvelle-Guinée; Папуа — Новая Гвинея
Paraguay; Парагвай
Peru; Pérou; Перу
Philippines; Филиппины
Poland; Pologne; Польша
Portugal; Португалия
Qatar; State of Qatar; Катар
Republic of Korea; South Korea; République de Corée; Республика Корея
Republic of Moldova; Moldova; République de Moldova; Республика Молдова
Romania; Roumanie; Румыния
Russian Federation; Russia; Fédération de Russie; Russie; Российская Федерация; Россия
Rwanda; Руанда
Saint Kitts and Nevis; Saint-Kitts-et-Nevis; Сент-Китс и Невис
Saint Lucia; Sainte-Lucie; Сент-Люсия
Saint Vincent and the Grenadines; Saint-Vincent-et-les Grenadines; Сент-Винсент и Гренадины
Samoa; Самоа
San Marino; Saint-Marin; Сан-Марино
Sao Tome and Principe; Sao Tomé-et-Principe; Сан-Томе и Принсипи
Saudi Arabia; Kingdom of Saudi Arabia; Arabie saoudite; Саудовская Аравия
Senegal; Sénégal; Сенегал
Serbia; Serbie; Сербия
Serbia and Montenegro; Serbie-et-Monténégro; Сербия и Черногория
Seychelles; Сейшельские Острова
Sierra Leone; Сьерра-Леоне
Singapore; Singapour; Сингапур
Slovakia; Slovak Republic; Slovaquie; Словакия
Slovenia; Slovénie; Словения
Solomon Islands; Îles Salomon; Соломоновы Острова
Somalia; Somalie; Сомали
South Africa; Afrique du Sud; Южная Африка
South Sudan; Soudan du Sud; Южный Судан
Spain; Espagne; Испания
Sri Lanka; Ceylon; Шри-Ланка
State of Palestine; Palestine; Observer State of Palestine; État de Palestine; \
Государство Палестина; Палестина
Sudan; Soudan; Судан
Suriname; Суринам
Sweden; Suède; Швеция
Switzerland; Suisse; Швейцария
Syrian Arab Republic; Syria; République arabe syrienne; Syrie; Сирийская Арабская Республика; \
Сирия
Tajikistan; Tadjikistan; Таджикистан
Thailand; Thaïlande; Таиланд
Timor-Leste; East Timor; Тимор-Лешти
Togo; Того
Tonga; Тонга
Trinidad and Tobago; Trinité-et-Tobago; Тринидад и Тобаго
Tunisia; Tunisie; Тунис
Türkiye; Turkey; Republic of Türkiye; Republic of Turkey; Turquie; Турция
Turkmenistan; Turkménistan; Туркменистан
Tuvalu; Тувалу
Uganda; Ouganda; Уганда
Ukraine; Украина; Ukrainian Soviet Socialist Republic; Ukrainian SSR
Union of Soviet Socialist Republics; USSR; Soviet Union; \
Union des Républiques socialistes soviétiques; URSS; Союз Советских Социалистических Республик; \
СССР
United Arab Emirates; UAE; Émirats arabes unis; Объединенные Арабские Эмираты
United Arab Republic; République arabe unie; Объединенная Арабская Республика
United Kingdom of Great Britain and Northern Ireland; United Kingdom; UK; Great Britain; \
Royaume-Uni de Grande-Bretagne et d'Irlande du Nord; Royaume-Uni; \
Соединенное Королевство Великобритании и Северной Ирландии; Соединенное Королевство
United Republic of Tanzania; Tanzania; République-Unie de Tanzanie; \
Объединенная Республика Танзания
United States of America; United States; USA; US; États-Unis d'Amérique; États-Unis; \
Соединенные Штаты Америки; Соединенные Штаты; США
Uruguay; Уругвай
Uzbekistan; Ouzbékistan; Узбекистан
Vanuatu; Вануату
Venezuela (Bolivarian Republic of); Bolivarian Republic of Venezuela; Venezuela; \
Venezuela (République bolivarienne du); Венесуэла (Боливарианская Республика); Венесуэла
Viet Nam; Vietnam; Вьетнам
Yemen; Yémen; Йемен; Democratic Yemen
Yugoslavia; Federal Republic of Yugoslavia; Yougoslavie; Югославия
Zambia; Zambie; Замбия
Zimbabwe; Зимбабве
"""

_LONGEST_NAME = 90  # characters
_ARTICLE = re.compile(r"(?:the|la|le|les|l')\s*(?=\S)", re.IGNORECASE)
_DASHES = re.compile(r"\s*[\u2010-\u2015-]\s*")


def find_state(name: str) -> str | None:
    """The name under which the United Nations knows a State, or ``None`` where it is none's.

    ``name`` is any form of it, whole: with or without its article, accents and capitals.
    """
    if len(name) > _LONGEST_NAME:
        return None
    key = _key(name)
    names = _names()
    return names.get(key) or names.get(_ARTICLE.sub("", key, count=1))


def same_state(one: str, other: str) -> bool:
    """Whether two names are those of one State."""
    found = find_state(one)
    return found is not None and found == find_state(other)


def names_of(state: str) -> tuple[str, ...]:
    """Every form of a State's name, the United Nations' first; empty where it is none's."""
    found = find_state(state)
    return next((forms for forms in _states() if forms[0] == found), ())


def every_name() -> tuple[str, ...]:
    """Every form of every State's name."""
    return tuple(form for forms in _states() for form in forms)


@lru_cache(maxsize=1)
def _states() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(line.split("; ")) for line in _TABLE.strip().splitlines())


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    return {_key(form): forms[0] for forms in _states() for form in forms}


def _key(name: str) -> str:
    """A name without what writers leave out or type differently."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'").replace("‘", "'"))
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(_DASHES.sub("-", letters).split()).casefold()
