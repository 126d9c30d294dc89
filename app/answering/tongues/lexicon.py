"""The words that questions about the Council are made of, in five languages.

One meaning a line: the English words; French; Spanish; Russian; Arabic; Chinese, in this order,
each with its forms divided by ``|``. ``*`` stands for any ending; ``-`` for no word of its own.
"""

from __future__ import annotations

from functools import lru_cache

from app.answering.tongues.detecting import Language

_COLUMNS = (
    Language.FRENCH,
    Language.SPANISH,
    Language.RUSSIAN,
    Language.ARABIC,
    Language.CHINESE,
)
_TABLE = """
who; qui|quel est le nom|qui est-ce qui; quién|quiénes|quien|quienes; кто|кого|кем|кому; من; \
谁|何人
when; quand|à quelle date|quel jour; cuándo|cuando|en qué fecha; когда|какого числа; متى; 何时|\
什么时候|哪一天|几时
where; où; dónde|donde; где|куда; أين; 哪里|何处|在哪
why; pourquoi; por qué; почему|зачем; لماذا|لمَ; 为什么|为何
how many; combien de|combien|quel nombre de; cuántos|cuántas|cuanto|cuánto; сколько; كم; 多少|\
几个|几票
how; comment|de quelle manière; cómo|como; как|каким образом; كيف; 如何|怎样|怎么
what is; qu'est-ce que|qu'est-ce qu'|qu'est-ce qui est|quel est|quelle est|quels sont|\
quelles sont; qué es|qué son|cuál es|cuáles son; что такое|каков|какова|каково|каковы; \
ما هو|ما هي; 什么是|是什么
which; quel|quelle|quels|quelles|lequel|laquelle|lesquels; cuál|cuáles; какой|какая|какое|\
какие|каких|какую|каким|каком|какими; أي|أية; 哪些|哪个|哪
what; que|qu'|quoi|ce que|qu'est-ce qui; qué; что|чего|чем; ماذا|ما; 什么
say about; dit sur|dit de|dit à propos de|déclaré au sujet de; dijo sobre|dijo acerca de; \
сказал* о|сказал* об|говорил* о; قال* عن|قالت عن; -
said; dit|dit-il|dit-elle|déclaré|déclare|affirmé|affirme; dijo|dijeron|declaró|afirmó|dice; \
сказал*|заявил*|говорит*|сообщил*; قال|قالت|صرح|صرحت|أعلن; 说|表示|称|发言
statement; déclaration*; declaración|declaraciones; заявлен*; بيان|البيان|بيانات; 声明
presidential statement; déclaration* présidentielle*|déclaration* du président; \
declaración de la presidencia|declaración presidencial; заявлен* председателя; بيان رئاسي; \
主席声明
press statement; déclaration* à la presse; comunicado* de prensa|declaración a la prensa; \
заявлен* для печати|заявлен* для прессы; بيان صحفي; 新闻谈话|新闻声明
resolution; résolution*; resolución|resoluciones; резолюци*; قرار*; 决议
draft resolution; projet* de résolution; proyecto* de resolución; проект* резолюции; \
مشروع قرار|مشروع القرار; 决议草案
draft; projet*; proyecto*; проект*; مشروع; 草案
adopted; adopté*|adopte; aprobó|aprobada|aprobado|adoptó|adoptada; принят*|принял*; اعتمد*|\
اتخذ*; 通过|通过了
vote; vote|votes|voix|voté|voter; voto|votos|votó|votaron|votación; голос*|голосов*|\
проголосовал*; صوت*|تصويت*|أصوات; 投票|表决|票
in favour; pour la résolution|en faveur; a favor; за резолюцию|в поддержку; لصالح|مؤيد*; 赞成
against; contre; en contra; против; ضد|معارض*; 反对
abstained; abstenu*|abstention*|abstenir|s'est abstenu*; abstuvo|abstuvieron|abstención*|\
abstenciones; воздержал*|воздержавш*; امتنع*|امتناع; 弃权
veto; veto; veto|vetó; вето; نقض|الفيتو|فيتو; 否决|否决权
meeting; réunion*|séance*; reunión|reuniones|sesión; заседани*|встреч*; اجتماع*|جلسة|جلسات; 会议
debate; débat*; debate*; дебат*|прени*|обсужден*; مناقشة|مناقشات|نقاش*; 辩论|讨论
ministerial; ministériel*; ministerial*; министерск*|на уровне министров; وزاري*; 部长级
consultations; consultation*; consulta*; консультац*; مشاورات; 磋商
preside; préside|présidera|présider|présidé|présidait|présidait-elle; preside|presidirá|\
presidió|presidía|presidir; председательств*|возглав*; يرأس|ترأس|سيترأس|يترأس|رأس; 主持
presidency; présidence; presidencia; председательство|председательства; رئاسة; 主席国|轮值主席
President; président*; president*; председател*|президент*; رئيس*; 主席|总统
member; membre*; miembro*; член*; عضو|أعضاء; 成员|理事国
permanent members; membres permanents; miembros permanentes; постоянн* член*; \
الأعضاء الدائم*; 常任理事国
State; État*; Estado*; государств*; دولة|دول; 国家
country; pays; país|países; стран*; بلد|بلدان; 国
minister of foreign affairs; ministre* des affaires étrangères; \
ministro* de relaciones exteriores|ministro* de asuntos exteriores|canciller; \
министр* иностранных дел; وزير الخارجية|وزير خارجية; 外交部长|外长
minister; ministre*; ministr*; министр*; وزير|وزراء; 部长
representative; représentant*; representante*; представител*; ممثل*|مندوب*; 代表
special representative; représentant* spécial*; representante* especial*; \
специальн* представител*|спецпредставител*; الممثل الخاص|الممثلة الخاصة; 特别代表
envoy; envoyé*; enviad*; посланник*|спецпосланник*; مبعوث*; 特使
ambassador; ambassadeur|ambassadrice|ambassadeurs; embajador*; посол|посла|послы|послов; \
سفير*|سفراء; 大使
mandate; mandat|mandats; mandato*; мандат*; ولاية|تفويض; 任务|授权|任期
renewed; renouvelé*|renouvelle|prorogé*|prolongé*; renov*|prorrog*; продл*; جدد*|مدد*|تمديد; \
延长|延期
expire; expire|expirera|prend fin; expira|vence|expirará; истека*; تنتهي|ينتهي; 到期|届满
mission; mission|missions; misión|misiones; мисси*; بعثة|بعثات; 特派团
operation; opération*; operación|operaciones; операц*; عملية|عمليات; 行动
peacekeeping; maintien de la paix; mantenimiento de la paz; поддержан* мира|миротворчес*; \
حفظ السلام; 维持和平|维和
peacekeepers; casques bleus|soldats de la paix; cascos azules; миротворц*; حفظة السلام; 维和人员
peace and security; paix et la sécurité|paix et de la sécurité|paix et sécurité; \
paz y la seguridad|paz y seguridad; мир* и безопасност*; السلام والأمن|السلم والأمن; 和平与安全
peace; paix; paz; мир|мира|миру|миром; سلام|السلم; 和平
security; sécurité; seguridad; безопасност*; أمن|الأمن; 安全
sanctions; sanction|sanctions; sanción|sanciones; санкц*; عقوبات|جزاءات; 制裁
embargo; embargo; embargo; эмбарго; حظر; 禁运
weapons; arme|armes; arma|armas; оружи*|вооружен*; أسلحة|سلاح; 武器|军火
ceasefire; cessez-le-feu; alto el fuego|cese del fuego; прекращен* огня; وقف إطلاق النار; 停火
conflict; conflit*; conflicto*; конфликт*; نزاع*|صراع*; 冲突
threat; menace*; amenaza*; угроз*; تهديد*; 威胁
counter-terrorism; lutte contre le terrorisme|lutte antiterroriste|antiterroriste*|\
antiterrorisme; lucha contra el terrorismo|antiterroris*; борьб* с терроризмом|контртеррор*|\
антитеррор*; مكافحة الإرهاب; 反恐|反恐怖主义|打击恐怖主义
terrorism; terrorisme; terrorismo; терроризм*; إرهاب|الإرهاب; 恐怖主义
terrorist; terroriste*; terrorista*; террорист*; إرهابي*; 恐怖|恐怖分子
foreign fighters; combattant* étrangers|combattant* terroristes étrangers; \
combatientes extranjeros|combatientes terroristas extranjeros; иностранн* боевик*|\
иностранн* террорист*; المقاتلين الأجانب|المقاتلون الأجانب; 外国恐怖主义战斗人员|外国战斗人员
drug trafficking; trafic de drogue|trafic de drogues|trafic de stupéfiants; tráfico de drogas|\
narcotráfico; наркотрафик*|незаконн* оборот* наркотик*|наркоторгов*; الاتجار بالمخدرات; 贩毒|\
毒品贩运
cooperation; coopération; cooperación; сотрудничеств*; تعاون; 合作
regional organisations; organisation* régionales|organisation* régionale*; \
organizaci* regionales|organización regional; региональн* организац*; المنظمات الإقليمية; 区域组织
subregional; sous-régional*; subregional*; субрегиональн*; دون الإقليمية; 次区域
regional; régional*; regional*; региональн*; إقليمي*; 区域
organisation; organisation*; organizaci*; организац*; منظمة|منظمات; 组织
concept note; note de cadrage|lettre de cadrage|note conceptuelle|document de réflexion; \
nota conceptual|nota de concepto|documento conceptual; концептуальн* записк*|\
концептуальн* документ*; مذكرة مفاهيمية|ورقة مفاهيمية; 概念文件|概念说明
letter; lettre*; carta*; письм*; رسالة|رسائل; 信
report; rapport|rapports; informe*; доклад*|отчет*; تقرير|تقارير; 报告
record; procès-verbal|procès-verbaux; acta|actas; отчет о заседании|стенограмм*; محضر|محاضر; \
记录
document; document|documents; documento*; документ*; وثيقة|وثائق; 文件
brief the Council; fera un exposé|exposé|exposés|présentera un exposé; informará*|\
exposición informativa; выступ* с брифингом|брифинг*; إحاطة|إحاطات; 通报|简报
briefer; intervenant*|orateur*; ponente*; докладчик*; مقدم* الإحاطة; 通报人
speak; prend la parole|prendra la parole|parlé; habló|hablará|intervino; выступ*; تكلم*|\
تحدث*; 讲话
speaker; orateur|oratrice; orador*; оратор*; متكلم*; 发言者
position; position|positions; posición|posiciones|postura; позици*; موقف|مواقف; 立场
oppose; oppose|opposé|opposée|opposés|opposent|opposition|s'oppose; opone|oponen|opuso|\
opusieron|oposición; возража*|выступ* против; عارض*|يعارض*; 反对
support; soutien|soutenu|soutient|appui|appuie|appuyé; apoya|apoyó|apoyo|respalda; поддерж*; \
دعم|يدعم|أيد*; 支持
propose; propose|proposé|proposition*; propone|propuso|propuesta*; предлож*|предлага*; اقترح*|\
اقتراح*; 提议|建议
decide; décide|décidé|décision|décisions; decide|decidió|decisión|decisiones; реш*|постанов*; \
قرر|قررت; 决定
request; demande|demandé; solicita|solicitó|pide|pidió; просит|просил*|запрос*; طلب*|يطلب; 要求|\
请求
condemn; condamne|condamné|condamnation; condena|condenó; осужд*|осуд*; أدان*|يدين|تدين; 谴责
concern; préoccup*|inquiétude*; preocupa*; озабоченн*|обеспокоен*; قلق|القلق; 关切|关注
express concern; exprimé sa préoccupation|exprimé des préoccupations|s'est inquiété*; \
expresó su preocupación|expresó preocupación; выраз* озабоченность|выраз* обеспокоенность; \
أعرب* عن قلق*; 表示关切
role; rôle; papel|función; рол*; دور; 作用|角色
measures; mesure|mesures; medida*; мер|меры|мерах|мерами; تدابير|إجراءات; 措施
implementation; mise en œuvre|application; aplicación|implementación; осуществлен*|реализац*|\
выполнен*; تنفيذ; 执行|落实
strategy; stratégie*; estrategia*; стратеги*; استراتيجية; 战略
agreement; accord|accords; acuerdo*; соглашен*; اتفاق*; 协定|协议
government; gouvernement*; gobierno*; правительств*; حكومة; 政府
election; élection*; elección|elecciones; выбор|выборы|выборов|выборах; انتخاب*; 选举
civilians; civil|civils|populations civiles; civil|civiles; гражданск* лиц*|\
гражданск* населен*; مدني*|المدنيين; 平民
humanitarian; humanitaire*; humanitari*; гуманитарн*; إنساني*|الإنسانية; 人道主义|人道
human rights; droits de l'homme|droits humains; derechos humanos; прав* человека; \
حقوق الإنسان; 人权
women; femme|femmes; mujer|mujeres; женщин*; نساء|المرأة; 妇女
children; enfant|enfants; niño*|niña*; дет*|дети|детей; أطفال; 儿童
refugees; réfugié*; refugiad*; беженц*; لاجئ*|اللاجئين; 难民
climate change; changement* climatique*|dérèglement climatique; cambio climático; \
изменен* климата; تغير المناخ; 气候变化
nuclear; nucléaire*; nuclear*; ядерн*; نووي*; 核
violence; violence|violences; violencia*; насили*; عنف|العنف; 暴力
armed groups; groupe* armé*; grupo* armado*; вооруженн* групп*; الجماعات المسلحة; 武装团体
troops; troupe|troupes|soldats; tropas|soldados; войск*; قوات; 部队
penholder; porte-plume; redactor*; куратор*; حامل القلم; 执笔国|执笔
agenda; ordre du jour; orden del día; повестк* дня; جدول الأعمال; 议程
paragraph; paragraphe*; párrafo*; пункт*; فقرة|فقرات; 段
annex; annexe; anexo; приложени*; مرفق; 附件
first; premier|première; primer|primera; перв*; أول|الأول|الأولى; 第一|首次
last; dernier|dernière; último|última; последн*; آخر|الأخير|الأخيرة; 最后|最近
next; prochain|prochaine; próximo|próxima; следующ*; المقبل|القادم|التالي; 下一次|下次
results; résultat|résultats; resultado*; результат*|итог*; نتيجة|نتائج; 结果
objective; objectif*|but; objetivo*; цел*; هدف|أهداف; 目标|目的
instability; instabilité; inestabilidad; нестабильност*; عدم الاستقرار; 不稳定
influence; influence; influencia; влияни*; نفوذ|تأثير; 影响
issues; question|questions|enjeux; cuestión|cuestiones; вопрос*; مسألة|مسائل|قضايا; 问题
situation; situation; situación; ситуац*|положени*; الحالة|الوضع; 局势
take place; aura lieu|a eu lieu|se tiendra|s'est tenu*|tenue|tenu; tendrá lugar|tuvo lugar|\
se celebrará|se celebró; состо*|пройд*|прош*; عقد*|يعقد|ستعقد|تعقد; 举行|召开
January; janvier; enero; январ*; يناير|كانون الثاني; -
February; février; febrero; феврал*; فبراير|شباط; -
March; mars; marzo; март|марта|марте; مارس|آذار; -
April; avril; abril; апрел*; أبريل|نيسان; -
May; mai; mayo; мая|мае; مايو|أيار; -
June; juin; junio; июн*; يونيو|يونيه|حزيران; -
July; juillet; julio; июл*; يوليو|يوليه|تموز; -
August; août; agosto; август*; أغسطس|آب; -
September; septembre; septiembre; сентябр*; سبتمبر|أيلول; -
October; octobre; octubre; октябр*; أكتوبر|تشرين الأول; -
November; novembre; noviembre; ноябр*; نوفمبر|تشرين الثاني; -
December; décembre; diciembre; декабр*; ديسمبر|كانون الأول; -
"""

# Function words written in a script of their own; English needs them as little.
_EMPTY = {
    Language.RUSSIAN: """
    а был была были было будет будут бы в во для до его ее её если же за и из или их к ко ли между
    на над не ни но о об обо он она они от по под при с со так также то у чтобы эта эти это этом
    этого этой является являются год года году
    """,
    Language.ARABIC: """
    في على عن إلى الى مع هل أن إن التي الذي الذين هذا هذه ذلك تلك كان كانت هو هي هم قد و أو ثم بشأن
    حول خلال بين عند لدى عام سنة
    """,
    Language.CHINESE: """
    的 了 在 是 对 就 和 与 及 有 被 把 于 将 吗 呢 会 曾 由 中 上 年 月 日 关 以 其 为 第 号
    """,
}


@lru_cache(maxsize=8)
def words_in(language: Language) -> tuple[tuple[str, str], ...]:
    """The forms of a language's words, each with the English words for it."""
    column = _COLUMNS.index(language) + 1
    found: list[tuple[str, str]] = []
    for line in _TABLE.strip().splitlines():
        cells = line.split("; ")
        if len(cells) != len(_COLUMNS) + 1:
            raise ValueError(f"the lexicon's line “{line}” has {len(cells)} columns")
        found += [(form, cells[0]) for form in cells[column].split("|") if form != "-"]
    return tuple(found)


def empty_words(language: Language) -> frozenset[str]:
    """Function words written in a script of their own."""
    return frozenset(_EMPTY.get(language, "").split())
