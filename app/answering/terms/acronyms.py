"""Short forms of the United Nations system and around it, with their full names in English.

Operations past and present, bodies, funds, programmes, regional organisations, and what Council
documents shorten every day. They serve three ends: no short form is taken for a misspelling of
another (many differ by one letter: UNAMA and UNAMI, MINUSCA and MINUSMA), a question that has the
one form finds documents that print the other, and one that stands for several things is said to.
Sources: the United Nations' lists of past and present peacekeeping operations and special political
missions and of the United Nations system, and the organisations' own names.
"""

from __future__ import annotations

import re
from functools import lru_cache

from app.answering.terms.operations import OPERATIONS
from store.records import Alias

# Lines as in :mod:`app.answering.terms.operations`; a short form with two stands for two things.
_SYSTEM = """
ACABQ: Advisory Committee on Administrative and Budgetary Questions
CEDAW: Convention on the Elimination of All Forms of Discrimination against Women
CERF: Central Emergency Response Fund
CTBTO: Preparatory Commission for the Comprehensive Nuclear-Test-Ban Treaty Organization
CTC: Counter-Terrorism Committee
CTED: Counter-Terrorism Committee Executive Directorate
CTITF: Counter-Terrorism Implementation Task Force
DPKO: Department of Peacekeeping Operations
DPO: Department of Peace Operations
DPPA: Department of Political and Peacebuilding Affairs
ECLAC: Economic Commission for Latin America and the Caribbean
ECOSOC: Economic and Social Council
ESCAP: Economic and Social Commission for Asia and the Pacific
ESCWA: Economic and Social Commission for Western Asia
FAO: Food and Agriculture Organization
HRC: Human Rights Council
IAEA: International Atomic Energy Agency
IBRD: International Bank for Reconstruction and Development
ICAO: International Civil Aviation Organization
ICC: International Chamber of Commerce
ICC: International Criminal Court
ICJ: International Court of Justice
ICTR: International Criminal Tribunal for Rwanda; International Tribunal for Rwanda
ICTY: International Criminal Tribunal for the former Yugoslavia; \
International Tribunal for the former Yugoslavia
IFAD: International Fund for Agricultural Development
IIIM: International, Impartial and Independent Mechanism
ILC: International Law Commission
ILO: International Labour Organization
IMF: International Monetary Fund
IMO: International Maritime Organization
IOM: International Organization for Migration
IPCC: Intergovernmental Panel on Climate Change
IRMCT: International Residual Mechanism for Criminal Tribunals
ISA: International Seabed Authority
ITLOS: International Tribunal for the Law of the Sea
ITU: International Telecommunication Union
MICT: International Residual Mechanism for Criminal Tribunals
OCHA: Office for the Coordination of Humanitarian Affairs
ODA: Office for Disarmament Affairs
OHCHR: Office of the UN High Commissioner for Human Rights
OPCW: Organisation for the Prohibition of Chemical Weapons
PBC: Peacebuilding Commission
PBF: Peacebuilding Fund
PBSO: Peacebuilding Support Office
PSC: Peace and Security Council
SCSL: Special Court for Sierra Leone
STL: Special Tribunal for Lebanon
UNAIDS: Joint UN Programme on HIV/AIDS
UNCDF: UN Capital Development Fund
UNCC: UN Compensation Commission
UNCITRAL: UN Commission on International Trade Law
UNCLOS: UN Convention on the Law of the Sea
UNCTAD: UN Conference on Trade and Development
UNDP: UN Development Programme
UNDSS: UN Department of Safety and Security
UNECA: Economic Commission for Africa
UNECE: Economic Commission for Europe
UNEP: UN Environment Programme
UNESCO: UN Educational, Scientific and Cultural Organization
UNFCCC: UN Framework Convention on Climate Change
UNFPA: UN Population Fund
UNGA: General Assembly
UNHCR: UN High Commissioner for Refugees
UNICEF: UN Children’s Fund
UNICRI: UN Interregional Crime and Justice Research Institute
UNIDIR: UN Institute for Disarmament Research
UNIDO: UN Industrial Development Organization
UNITAR: UN Institute for Training and Research
UNMAS: UN Mine Action Service
UNMOVIC: UN Monitoring, Verification and Inspection Commission
UNOAU: UN Office to the African Union
UNOCT: Office of Counter-Terrorism
UNODA: Office for Disarmament Affairs
UNODC: UN Office on Drugs and Crime
UNOPS: UN Office for Project Services
UNRWA: UN Relief and Works Agency for Palestine Refugees in the Near East
UNSC: Security Council
UNSCR: Security Council resolution
UNSSC: UN System Staff College
UNU: UN University
UNV: UN Volunteers
UNWTO: World Tourism Organization
UPU: Universal Postal Union
WFP: World Food Programme
WHO: World Health Organization
WIPO: World Intellectual Property Organization
WMO: World Meteorological Organization
WTO: World Trade Organization
"""
_ORGANISATIONS = """
AfCFTA: African Continental Free Trade Area
AfDB: African Development Bank
ACP: African, Caribbean and Pacific States
AMIS: African Union Mission in the Sudan
AMISOM: African Union Mission in Somalia
APEC: Asia-Pacific Economic Cooperation
ASEAN: Association of Southeast Asian Nations
ATMIS: African Union Transition Mission in Somalia
AU: African Union
AUSSOM: African Union Support and Stabilization Mission in Somalia
BRICS: Brazil, Russia, India, China and South Africa
BSEC: Organization of the Black Sea Economic Cooperation
CARICOM: Caribbean Community
CELAC: Community of Latin American and Caribbean States
CICA: Conference on Interaction and Confidence-Building Measures in Asia
CIS: Commonwealth of Independent States
CPLP: Community of Portuguese-speaking Countries
CSCE: Conference on Security and Co-operation in Europe
CSTO: Collective Security Treaty Organization
EAC: East African Community
EAEU: Eurasian Economic Union
EBRD: European Bank for Reconstruction and Development
ECB: European Central Bank
ECCAS: Economic Community of Central African States
ECHR: European Convention on Human Rights
ECHR: European Court of Human Rights
ECO: Economic Cooperation Organization
ECOMIB: ECOWAS Mission in Guinea-Bissau
ECOMIL: ECOWAS Mission in Liberia
ECOMOG: Monitoring Group of the Economic Community of West African States
ECOWAS: Economic Community of West African States
EEC: European Economic Community
EU: European Union
EUFOR: European Union Force
EULEX: European Union Rule of Law Mission in Kosovo
EUTM: European Union Training Mission
FATF: Financial Action Task Force
FPU: formed police unit
GCC: Gulf Cooperation Council
GUAM: Organization for Democracy and Economic Development
ICGLR: International Conference on the Great Lakes Region
ICRC: International Committee of the Red Cross
IFRC: International Federation of Red Cross and Red Crescent Societies
IGAD: Intergovernmental Authority on Development
INTERPOL: International Criminal Police Organization
IPU: Inter-Parliamentary Union
ISAF: International Security Assistance Force
KFOR: Kosovo Force
LAS: League of Arab States
LCBC: Lake Chad Basin Commission
MERCOSUR: Southern Common Market
MISCA: African-led International Support Mission in the Central African Republic
MISAB: Inter-African Mission to Monitor the Implementation of the Bangui Agreements
MNJTF: Multinational Joint Task Force
MSF: Médecins sans Frontières
NAM: Movement of Non-Aligned Countries
NATO: North Atlantic Treaty Organization
OAS: Organization of American States
OAU: Organization of African Unity
OECD: Organisation for Economic Co-operation and Development
OIC: Organization of Islamic Cooperation; Organization of the Islamic Conference
OIF: International Organization of la Francophonie
OPEC: Organization of the Petroleum Exporting Countries
OSCE: Organization for Security and Co-operation in Europe
PIF: Pacific Islands Forum
PLO: Palestine Liberation Organization
RCI: Regional Cooperation Initiative for the Elimination of the Lord’s Resistance Army
SAARC: South Asian Association for Regional Cooperation
SADC: Southern African Development Community
SCO: Shanghai Cooperation Organization
SFOR: Stabilization Force
IFOR: Implementation Force
SICA: Central American Integration System
SIPRI: Stockholm International Peace Research Institute
SPC: Pacific Community
WAEMU: West African Economic and Monetary Union
WCO: World Customs Organization
"""
_USAGE = """
CEI: Central European Initiative
CEI: Commonwealth of Independent States
CSO: civil society organization
OSC: Organization for Security and Co-operation in Europe
OSC: Shanghai Cooperation Organization
PA: Palestinian Authority
PA: Parliamentary Assembly
SCR: Security Council Report
SCR: Security Council resolution
AQIM: Al-Qaida in the Islamic Maghreb
AQAP: Al-Qaida in the Arabian Peninsula
ATT: Arms Trade Treaty
CAAC: children and armed conflict
CBM: confidence-building measure
CRSV: conflict-related sexual violence
CTBT: Comprehensive Nuclear-Test-Ban Treaty
CWC: Chemical Weapons Convention
DDR: disarmament, demobilization and reintegration
ERW: explosive remnants of war
FARC: Revolutionary Armed Forces of Colombia
FDLR: Democratic Forces for the Liberation of Rwanda
FGM: female genital mutilation
FTF: foreign terrorist fighter
IDF: Israel Defense Forces
IDP: internally displaced person
IED: improvised explosive device
IHL: international humanitarian law
ISIL: Islamic State in Iraq and the Levant
ISIS: Islamic State in Iraq and Syria
JCPOA: Joint Comprehensive Plan of Action
LDC: least developed country
LRA: Lord’s Resistance Army
MDG: Millennium Development Goal
NGO: non-governmental organization
NPT: Treaty on the Non-Proliferation of Nuclear Weapons
ODA: official development assistance
POC: protection of civilians
RPF: Rwandese Patriotic Front
SALW: small arms and light weapons
SDG: Sustainable Development Goal
SEA: sexual exploitation and abuse
SIDS: small island developing States
SRSG: Special Representative of the Secretary-General
SSR: security sector reform
TCC: troop-contributing country
PCC: police-contributing country
UNITA: National Union for the Total Independence of Angola
UNSG: Secretary-General
USG: Under-Secretary-General
WMD: weapons of mass destruction
WPS: women and peace and security
YPS: youth and peace and security
"""
_OTHERS = """
AIEA CIRC OTAN OTSC UNDPO UNESCAP UNESCWA
"""
"""Short forms in other languages, and a few that are seldom met."""


@lru_cache(maxsize=1)
def short_forms() -> tuple[tuple[Alias, ...], ...]:
    """Everything that has a short form: of each its names, as United Nations documents print them
    in full, the usual one first.
    """
    table = f"{OPERATIONS}{_SYSTEM}{_ORGANISATIONS}{_USAGE}"
    pairs = (line.split(": ", 1) for line in table.split("\n") if line)
    return tuple(
        tuple(Alias(short, _UN.sub("United Nations", full)) for full in names.split("; "))
        for short, names in pairs
    )


@lru_cache(maxsize=1)
def known() -> frozenset[str]:
    """Every short form, in lower case."""
    shorts = {names[0].short.lower() for names in short_forms()}
    return frozenset(shorts | set(_OTHERS.lower().split()))


_UN = re.compile(r"\bUN\b")
