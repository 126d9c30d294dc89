"""Bodies of the United Nations and organisations, by the names that other languages give them.

The official names in the six languages are those of the bodies' own documents and of UNTERM, the
United Nations terminology database; the acronyms are the ones that delegations use (the Collective
Security Treaty Organization is the ОДКБ in Russian and the OTSC in French). An acronym that stands
for several is not here: :mod:`app.answering.understanding.ambiguity` names what it may mean.
"""

from __future__ import annotations

from functools import lru_cache

# The English name; then its forms in any language. ``*`` stands for any ending.
_TABLE = """
Security Council; Conseil de sécurité; Consejo de Seguridad; Совет* Безопасности; СБ ООН; \
مجلس الأمن; 安全理事会; 安理会
General Assembly; Assemblée générale; Asamblea General; Генеральн* Ассамбле*; الجمعية العامة; \
联合国大会; 大会
Secretary-General; Secrétaire général* de l'ONU; Secrétaire général*; Secretari* General; \
Генеральн* секретар*; генсек*; الأمين العام; 秘书长
Secretariat; Secrétariat; Secretaría; Секретариат*; الأمانة العامة; 秘书处
United Nations; Nations Unies; Organisation des Nations Unies; ONU; Naciones Unidas; \
Организаци* Объединенных Наций; Объединенны* Наци*; ООН; الأمم المتحدة; 联合国
Counter-Terrorism Committee; Comité contre le terrorisme; Comité contra el Terrorismo; \
Контртеррористическ* комитет*; لجنة مكافحة الإرهاب; 反恐怖主义委员会; 反恐委员会
International Court of Justice; Cour internationale de Justice; CIJ; Corte Internacional de \
Justicia; Международн* Суд*; محكمة العدل الدولية; 国际法院
International Criminal Court; Cour pénale internationale; CPI; Corte Penal Internacional; \
Международн* уголовн* суд*; المحكمة الجنائية الدولية; 国际刑事法院
Human Rights Council; Conseil des droits de l'homme; Consejo de Derechos Humanos; \
Совет* по правам человека; مجلس حقوق الإنسان; 人权理事会
Peacebuilding Commission; Commission de consolidation de la paix; Comisión de Consolidación de \
la Paz; Комисси* по миростроительству; لجنة بناء السلام; 建设和平委员会
CSTO; OTSC; Organisation du Traité de sécurité collective; Organización del Tratado de \
Seguridad Colectiva; OTSC; ОДКБ; Организаци* Договора о коллективной безопасности; \
منظمة معاهدة الأمن الجماعي; 集体安全条约组织; 集安组织
CIS; Communauté d'États indépendants; Communauté des États indépendants; Comunidad de Estados \
Independientes; СНГ; Содружеств* Независимых Государств; رابطة الدول المستقلة; \
独立国家联合体; 独联体
SCO; Organisation de coopération de Shanghai; Organización de Cooperación de Shanghái; ШОС; \
Шанхайск* организаци* сотрудничества; منظمة شنغهاي للتعاون; 上海合作组织; 上合组织
OSCE; Organisation pour la sécurité et la coopération en Europe; Organización para la Seguridad \
y la Cooperación en Europa; ОБСЕ; منظمة الأمن والتعاون في أوروبا; 欧洲安全与合作组织; 欧安组织
European Union; Union européenne; Unión Europea; Европейск* союз*; Евросоюз*; ЕС; \
الاتحاد الأوروبي; 欧洲联盟; 欧盟
African Union; Union africaine; Unión Africana; Африканск* союз*; الاتحاد الأفريقي; \
الاتحاد الإفريقي; 非洲联盟; 非盟
League of Arab States; Ligue des États arabes; Ligue arabe; Liga de los Estados Árabes; \
Liga Árabe; Лиг* арабских государств; ЛАГ; جامعة الدول العربية; 阿拉伯国家联盟; 阿盟
NATO; OTAN; НАТО; حلف شمال الأطلسي; الناتو; 北大西洋公约组织; 北约
UNRCCA; РЦПДЦА; Centre régional des Nations Unies pour la diplomatie préventive en Asie centrale; \
Региональн* центр* ООН по превентивной дипломатии для Центральной Азии; \
Региональн* центр* по превентивной дипломатии
UNAMA; MANUA; МООНСА; يوناما; بعثة الأمم المتحدة لتقديم المساعدة إلى أفغانستان; 联阿援助团
UNIFIL; FINUL; FPNUL; ВСООНЛ; اليونيفيل; 联黎部队
UNFICYP; ВСООНК; 联塞部队
MINUSCA; МИНУСКА; مينوسكا; 中非稳定团
MINUSMA; МИНУСМА; مينوسما; 马里稳定团
MONUSCO; МООНСДРК; مونوسكو; 联刚稳定团
UNMISS; MINUSS; МООНЮС; 南苏丹特派团
UNHCR; HCR; ACNUR; УВКБ; 难民署
UNRWA; БАПОР; الأونروا; 近东救济工程处
IAEA; AIEA; OIEA; МАГАТЭ; الوكالة الدولية للطاقة الذرية; 国际原子能机构; 原子能机构
WHO; OMS; ВОЗ; منظمة الصحة العالمية; 世界卫生组织; 世卫组织
Middle East; Moyen-Orient; Proche-Orient; Oriente Medio; Ближн* Восток*; الشرق الأوسط; 中东
Central Asia; Asie centrale; Asia Central; Центральн* Ази*; آسيا الوسطى; 中亚
West Africa; Afrique de l'Ouest; África Occidental; Западн* Африк*; غرب أفريقيا; 西非
Africa; Afrique; África; Африк*; أفريقيا; إفريقيا; 非洲
Europe; Europa; Европ*; أوروبا; 欧洲
Gaza; Газ* сектор*; сектор* Газ*; غزة; 加沙
Sahel; Сахел*; الساحل; 萨赫勒
UN Charter; Charte des Nations Unies; Carta de las Naciones Unidas; Устав* ООН; \
Устав* Организации Объединенных Наций; ميثاق الأمم المتحدة; 联合国宪章
"""


@lru_cache(maxsize=1)
def body_names() -> dict[str, str]:
    """Every form of a body's name that is not English, with the English one."""
    found: dict[str, str] = {}
    for line in _TABLE.strip().splitlines():
        english, *forms = line.split("; ")
        for form in forms:
            found.setdefault(form, english)
    return found
