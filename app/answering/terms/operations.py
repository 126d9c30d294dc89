"""Peacekeeping operations and political missions of the United Nations, past and present.

One a line: the short form, then its full name in English, several names of one thing parted by a
semicolon. "UN" stands for "United Nations".
"""

OPERATIONS = """
BINUB: UN Integrated Office in Burundi
BINUCA: UN Integrated Peacebuilding Office in the Central African Republic
BINUH: UN Integrated Office in Haiti
BNUB: UN Office in Burundi
BONUCA: UN Peacebuilding Support Office in the Central African Republic
CNMC: Cameroon-Nigeria Mixed Commission
DOMREP: Mission of the Representative of the Secretary-General in the Dominican Republic
MICAH: International Civilian Support Mission in Haiti
MICIVIH: International Civilian Mission in Haiti
MINUCI: UN Mission in Côte d’Ivoire
MINUGUA: UN Verification Mission in Guatemala
MINUJUSTH: UN Mission for Justice Support in Haiti
MINURCA: UN Mission in the Central African Republic
MINURCAT: UN Mission in the Central African Republic and Chad
MINURSO: UN Mission for the Referendum in Western Sahara
MINUSAL: UN Mission in El Salvador
MINUSCA: UN Multidimensional Integrated Stabilization Mission in the Central African Republic
MINUSMA: UN Multidimensional Integrated Stabilization Mission in Mali
MINUSTAH: UN Stabilization Mission in Haiti
MIPONUH: UN Civilian Police Mission in Haiti
MONUA: UN Observer Mission in Angola
MONUC: UN Organization Mission in the Democratic Republic of the Congo
MONUSCO: UN Organization Stabilization Mission in the Democratic Republic of the Congo
ONUB: UN Operation in Burundi
ONUC: UN Operation in the Congo
ONUCA: UN Observer Group in Central America
ONUMOZ: UN Operation in Mozambique
ONUSAL: UN Observer Mission in El Salvador
ONUVEH: UN Observer Group for the Verification of the Elections in Haiti
ONUVEN: UN Observer Mission for the Verification of the Elections in Nicaragua
UNAMA: UN Assistance Mission in Afghanistan
UNAMET: UN Mission in East Timor
UNAMI: UN Assistance Mission for Iraq
UNAMIC: UN Advance Mission in Cambodia
UNAMID: African Union-UN Hybrid Operation in Darfur
UNAMIR: UN Assistance Mission for Rwanda
UNAMIS: UN Advance Mission in the Sudan
UNAMSIL: UN Mission in Sierra Leone
UNASOG: UN Aouzou Strip Observer Group
UNAVEM: UN Angola Verification Mission
UNCRO: UN Confidence Restoration Operation in Croatia
UNDOF: UN Disengagement Observer Force
UNEF: UN Emergency Force
UNFICYP: UN Peacekeeping Force in Cyprus
UNGOMAP: UN Good Offices Mission in Afghanistan and Pakistan
UNIFIL: UN Interim Force in Lebanon
UNIIMOG: UN Iran-Iraq Military Observer Group
UNIKOM: UN Iraq-Kuwait Observation Mission
UNIOGBIS: UN Integrated Peacebuilding Office in Guinea-Bissau
UNIOSIL: UN Integrated Office in Sierra Leone
UNIPOM: UN India-Pakistan Observation Mission
UNIPSIL: UN Integrated Peacebuilding Office in Sierra Leone
UNISFA: UN Interim Security Force for Abyei
UNITAD: UN Investigative Team to Promote Accountability for Crimes Committed by Da’esh
UNITAMS: UN Integrated Transition Assistance Mission in the Sudan
UNMEE: UN Mission in Ethiopia and Eritrea
UNMHA: UN Mission to support the Hudaydah Agreement
UNMIBH: UN Mission in Bosnia and Herzegovina
UNMIH: UN Mission in Haiti
UNMIK: UN Interim Administration Mission in Kosovo
UNMIL: UN Mission in Liberia
UNMIN: UN Mission in Nepal
UNMIS: UN Mission in the Sudan
UNMISET: UN Mission of Support in East Timor
UNMISS: UN Mission in South Sudan
UNMIT: UN Integrated Mission in Timor-Leste
UNMOGIP: UN Military Observer Group in India and Pakistan
UNMOP: UN Mission of Observers in Prevlaka
UNMOT: UN Mission of Observers in Tajikistan
UNOB: UN Office in Burundi
UNOCA: UN Regional Office for Central Africa
UNOCI: UN Operation in Côte d’Ivoire
UNOGBIS: UN Peacebuilding Support Office in Guinea-Bissau
UNOGIL: UN Observation Group in Lebanon
UNOL: UN Peacebuilding Support Office in Liberia
UNOMB: UN Observer Mission in Bougainville
UNOMIG: UN Observer Mission in Georgia
UNOMIL: UN Observer Mission in Liberia
UNOMSIL: UN Observer Mission in Sierra Leone
UNOMUR: UN Observer Mission Uganda-Rwanda
UNOSOM: UN Operation in Somalia
UNOTIL: UN Office in Timor-Leste
UNOWA: UN Office for West Africa
UNOWAS: UN Office for West Africa and the Sahel
UNPOS: UN Political Office for Somalia
UNPREDEP: UN Preventive Deployment Force
UNPROFOR: UN Protection Force
UNPSG: UN Civilian Police Support Group
UNRCCA: UN Regional Centre for Preventive Diplomacy for Central Asia
UNSCO: Office of the UN Special Coordinator for the Middle East Peace Process
UNSCOL: Office of the UN Special Coordinator for Lebanon
UNSCOM: UN Special Commission
UNSF: UN Security Force in West New Guinea
UNSMA: UN Special Mission to Afghanistan
UNSMIH: UN Support Mission in Haiti
UNSMIL: UN Support Mission in Libya
UNSMIS: UN Supervision Mission in the Syrian Arab Republic
UNSOA: UN Support Office for the African Union Mission in Somalia
UNSOM: UN Assistance Mission in Somalia
UNSOS: UN Support Office in Somalia
UNTAC: UN Transitional Authority in Cambodia
UNTAES: UN Transitional Administration for Eastern Slavonia, Baranja and Western Sirmium
UNTAET: UN Transitional Administration in East Timor
UNTAG: UN Transition Assistance Group
UNTEA: UN Temporary Executive Authority
UNTMIH: UN Transition Mission in Haiti
UNTMIS: UN Transitional Assistance Mission in Somalia
UNTOP: UN Tajikistan Office of Peacebuilding
UNTSO: UN Truce Supervision Organization
UNVMC: UN Verification Mission in Colombia
UNYOM: UN Yemen Observation Mission
"""
