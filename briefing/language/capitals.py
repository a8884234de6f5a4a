"""The seats of government whose names stand for their states: Warsaw will answer."""

from __future__ import annotations

from typing import Final

__all__ = ["STATE_OF_SEAT"]

_SEATS: Final = """
Abu Dhabi: Emirates, Abuja: Nigeria, Accra: Ghana, Addis Ababa: Ethiopia, Algiers: Algeria,
Amman: Jordan, Ankara: Turkey, Antananarivo: Madagascar, Ashgabat: Turkmenistan, Asmara: Eritrea,
Astana: Kazakhstan, Asuncion: Paraguay, Athens: Greece, Baghdad: Iraq, Baku: Azerbaijan,
Bamako: Mali, Bangkok: Thailand, Beijing: China, Beirut: Lebanon, Belgrade: Serbia,
Berlin: Germany, Bern: Switzerland, Bishkek: Kyrgyzstan, Bogota: Colombia, Brasilia: Brazil,
Bratislava: Slovakia, Brussels: European, Bucharest: Romania, Budapest: Hungary, Cairo: Egypt,
Canberra: Australia, Caracas: Venezuela, Chisinau: Moldova, Colombo: Lanka, Conakry: Guinea,
Copenhagen: Denmark, Dakar: Senegal, Damascus: Syria, Dhaka: Bangladesh, Doha: Qatar,
Dublin: Ireland, Dushanbe: Tajikistan, Hanoi: Vietnam, Harare: Zimbabwe, Havana: Cuba,
Helsinki: Finland, Islamabad: Pakistan, Jakarta: Indonesia, Jerusalem: Israel, Kabul: Afghanistan,
Kampala: Uganda, Kathmandu: Nepal, Khartoum: Sudan, Kiev: Ukraine, Kigali: Rwanda,
Kinshasa: Congo, Kremlin: Russia, Kyiv: Ukraine, Lima: Peru, Lisbon: Portugal,
Ljubljana: Slovenia, London: Britain, Luanda: Angola, Lusaka: Zambia, Madrid: Spain,
Managua: Nicaragua, Manila: Philippines, Maputo: Mozambique, Minsk: Belarus, Mogadishu: Somalia,
Montevideo: Uruguay, Moscow: Russia, Muscat: Oman, Nairobi: Kenya, Naypyidaw: Myanmar,
Niamey: Niger, Nicosia: Cyprus, Oslo: Norway, Ottawa: Canada, Ouagadougou: Burkina, Paris: France,
Pentagon: US, Podgorica: Montenegro, Prague: Czech, Pretoria: Africa, Pristina: Kosovo,
Pyongyang: Korea, Quito: Ecuador, Rabat: Morocco, Reykjavik: Iceland, Riga: Latvia,
Riyadh: Saudi, Rome: Italy, Sanaa: Yemen, Santiago: Chile, Sarajevo: Bosnia, Seoul: Korea,
Skopje: Macedonia, Sofia: Bulgaria, Stockholm: Sweden, Taipei: Taiwan, Tallinn: Estonia,
Tashkent: Uzbekistan, Tbilisi: Georgia, Tegucigalpa: Honduras, Tehran: Iran, Tirana: Albania,
Tokyo: Japan, Tripoli: Libya, Tunis: Tunisia, Ulaanbaatar: Mongolia, Valletta: Malta,
Vienna: Austria, Vilnius: Lithuania, Warsaw: Poland, Washington: US, Windhoek: Namibia,
Yerevan: Armenia, Zagreb: Croatia, Delhi: India, Aires: Argentina, Lumpur: Malaysia
"""

STATE_OF_SEAT: Final = {
    seat.split()[-1].casefold(): state.strip()
    for seat, state in (pair.split(":") for pair in _SEATS.split(","))
}
"""By the last word of the seat's name, case-folded, the naming word of the state."""
