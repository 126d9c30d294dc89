"""What the people and things of a State are called, and the capital that stands for its Government.

"The Dutch minister" is the minister of the Netherlands, and "Moscow objected" says that Russia did.
The adjectives are those of UNTERM's country names; a capital is here only where Council documents
and the press use it for the Government, and no treaty or process is better known by it.
"""

from __future__ import annotations

from functools import lru_cache

from store.countries import find_state

# A State, its adjectives, and after a bar its capital.
_TABLE = """
Afghanistan: Afghan | Kabul
Albania: Albanian
Algeria: Algerian
Andorra: Andorran
Angola: Angolan | Luanda
Antigua and Barbuda: Antiguan
Argentina: Argentine, Argentinian
Armenia: Armenian | Yerevan
Australia: Australian | Canberra
Austria: Austrian
Azerbaijan: Azerbaijani, Azeri | Baku
Bahamas: Bahamian
Bahrain: Bahraini
Bangladesh: Bangladeshi | Dhaka
Barbados: Barbadian
Belarus: Belarusian, Belarussian | Minsk
Belgium: Belgian
Belize: Belizean
Benin: Beninese
Bhutan: Bhutanese
Bolivia: Bolivian
Bosnia and Herzegovina: Bosnian | Sarajevo
Botswana: Botswanan
Brazil: Brazilian | Brasilia
Brunei Darussalam: Bruneian
Bulgaria: Bulgarian
Burkina Faso: Burkinabe, Burkinabé
Burundi: Burundian
Cabo Verde: Cabo Verdean, Cape Verdean
Cambodia: Cambodian | Phnom Penh
Cameroon: Cameroonian
Canada: Canadian | Ottawa
Central African Republic: Central African | Bangui
Chad: Chadian
Chile: Chilean
China: Chinese | Beijing
Colombia: Colombian
Comoros: Comorian
Costa Rica: Costa Rican
Côte d'Ivoire: Ivorian
Croatia: Croatian, Croat | Zagreb
Cuba: Cuban | Havana
Cyprus: Cypriot | Nicosia
Czechia: Czech | Prague
Czechoslovakia: Czechoslovak
Denmark: Danish
Djibouti: Djiboutian
Dominican Republic: Dominican
Ecuador: Ecuadorian
Egypt: Egyptian | Cairo
El Salvador: Salvadoran
Equatorial Guinea: Equatorial Guinean, Equatoguinean
Eritrea: Eritrean | Asmara
Estonia: Estonian
Eswatini: Swazi
Ethiopia: Ethiopian
Fiji: Fijian
Finland: Finnish
France: French | Paris
Gabon: Gabonese
Gambia: Gambian
Georgia: Georgian | Tbilisi
Germany: German | Berlin
Ghana: Ghanaian
Greece: Greek | Athens
Grenada: Grenadian
Guatemala: Guatemalan
Guinea: Guinean
Guinea-Bissau: Bissau-Guinean
Guyana: Guyanese
Haiti: Haitian
Honduras: Honduran
Hungary: Hungarian | Budapest
Iceland: Icelandic
India: Indian | New Delhi
Indonesia: Indonesian | Jakarta
Iran: Iranian | Tehran
Iraq: Iraqi | Baghdad
Ireland: Irish
Israel: Israeli
Italy: Italian
Jamaica: Jamaican
Japan: Japanese | Tokyo
Jordan: Jordanian | Amman
Kazakhstan: Kazakh, Kazakhstani | Astana
Kenya: Kenyan
Kiribati: I-Kiribati
Kuwait: Kuwaiti
Kyrgyzstan: Kyrgyz | Bishkek
Laos: Lao, Laotian
Latvia: Latvian
Lebanon: Lebanese | Beirut
Liberia: Liberian
Libya: Libyan | Tripoli
Lithuania: Lithuanian
Luxembourg: Luxembourgish
Madagascar: Malagasy
Malawi: Malawian
Malaysia: Malaysian
Maldives: Maldivian
Mali: Malian | Bamako
Malta: Maltese
Marshall Islands: Marshallese
Mauritania: Mauritanian
Mauritius: Mauritian
Mexico: Mexican
Micronesia: Micronesian
Monaco: Monegasque
Mongolia: Mongolian
Montenegro: Montenegrin
Morocco: Moroccan
Mozambique: Mozambican
Myanmar: Burmese
Namibia: Namibian
Nauru: Nauruan
Nepal: Nepalese, Nepali | Kathmandu
Netherlands: Dutch
New Zealand: New Zealander | Wellington
Nicaragua: Nicaraguan
Niger: Nigerien
Nigeria: Nigerian | Abuja
North Korea: North Korean | Pyongyang
North Macedonia: Macedonian
Norway: Norwegian
Oman: Omani
Pakistan: Pakistani | Islamabad
Palau: Palauan
Palestine: Palestinian
Panama: Panamanian
Papua New Guinea: Papua New Guinean
Paraguay: Paraguayan
Peru: Peruvian
Philippines: Filipino, Philippine | Manila
Poland: Polish | Warsaw
Portugal: Portuguese | Lisbon
Qatar: Qatari
Republic of Moldova: Moldovan
Romania: Romanian
Russian Federation: Russian | Moscow
Rwanda: Rwandan, Rwandese | Kigali
Saint Kitts and Nevis: Kittitian
Saint Lucia: Saint Lucian
Saint Vincent and the Grenadines: Vincentian
Samoa: Samoan
San Marino: Sammarinese
Sao Tome and Principe: Santomean
Saudi Arabia: Saudi | Riyadh
Senegal: Senegalese
Serbia: Serbian, Serb | Belgrade
Seychelles: Seychellois
Sierra Leone: Sierra Leonean
Singapore: Singaporean
Slovakia: Slovak
Slovenia: Slovenian, Slovene
Solomon Islands: Solomon Islander
Somalia: Somali | Mogadishu
South Africa: South African | Pretoria
South Korea: South Korean | Seoul
South Sudan: South Sudanese | Juba
Soviet Union: Soviet
Spain: Spanish
Sri Lanka: Sri Lankan
Sudan: Sudanese | Khartoum
Suriname: Surinamese
Sweden: Swedish
Switzerland: Swiss
Syria: Syrian | Damascus
Tajikistan: Tajik | Dushanbe
Thailand: Thai | Bangkok
Timor-Leste: Timorese | Dili
Togo: Togolese
Tonga: Tongan
Trinidad and Tobago: Trinidadian
Tunisia: Tunisian
Türkiye: Turkish | Ankara
Turkmenistan: Turkmen | Ashgabat
Tuvalu: Tuvaluan
Uganda: Ugandan | Kampala
Ukraine: Ukrainian | Kyiv
United Arab Emirates: Emirati | Abu Dhabi
United Kingdom: British | London
United Republic of Tanzania: Tanzanian
United States: American | Washington
Uruguay: Uruguayan
Uzbekistan: Uzbek | Tashkent
Vanuatu: Ni-Vanuatu
Venezuela: Venezuelan | Caracas
Viet Nam: Vietnamese | Hanoi
Yemen: Yemeni | Sana’a
Yugoslavia: Yugoslav
Zambia: Zambian
Zimbabwe: Zimbabwean | Harare
"""


def state_of(word: str) -> str | None:
    """The State that an adjective ("Dutch") is of, or ``None``. A capital is none here: what is of
    a city need not be of its State.
    """
    return _adjectives().get(word.casefold())


@lru_cache(maxsize=1)
def adjectives() -> tuple[tuple[str, str], ...]:
    """Each adjective with the common name of its State."""
    return tuple((name, state) for state, names, _ in _rows() for name in names)


@lru_cache(maxsize=1)
def capitals() -> tuple[tuple[str, str], ...]:
    """Each capital that stands for a Government, with the common name of its State."""
    return tuple((name, state) for state, _, capital in _rows() for name in capital)


@lru_cache(maxsize=1)
def _adjectives() -> dict[str, str]:
    found = {}
    for state, names, _ in _rows():
        official = find_state(state)
        if official is not None:
            found.update({name.casefold(): official for name in names})
    return found


@lru_cache(maxsize=1)
def _rows() -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    rows = []
    for line in _TABLE.strip().splitlines():
        state, names = line.split(": ")
        adjectives, *capital = names.split(" | ")
        rows.append((state, tuple(adjectives.split(", ")), tuple(capital)))
    return tuple(rows)
