-- Fills the contracts of the stage with items as German catalogues name them, the same ones
-- every time. How many in each contract is in the setting stage.catalogue.

create temp table theme (n integer, category text, cpv text, heads text[], makers text[], features text[], purposes text[]) on commit drop;
insert into theme
select row_number() over (), category, cpv, string_to_array(heads, ';'), string_to_array(makers, ';'), string_to_array(features, ';'), string_to_array(purposes, ';')
from (values
('hardware', '30213100-6', 'Notebook;Notebooktasche;Notebookständer;Dockingstation;Netzteil für Notebook;Displayschutzfolie', 'Lenovo;HP;Dell;Fujitsu;Acer', '14 Zoll;15,6 Zoll;16 GB;32 GB;512 GB SSD;1 TB SSD;Core i5;Core i7;Ryzen 7', 'für die Verwaltung;mit Fingerabdrucksensor;inklusive Vor-Ort-Service;für den Außendienst'),
('hardware', '30213300-8', 'Arbeitsplatzrechner;Mini-PC;Workstation;Thin Client;Gehäuselüfter', 'Lenovo;HP;Dell;Fujitsu', '16 GB;32 GB;64 GB;512 GB SSD;1 TB SSD;Core i5;Core i7;Xeon', 'geräuscharm;für CAD;stromsparend;mit Halterung'),
('hardware', '30231300-0', 'Monitor;Bildschirm;Monitorhalterung;Bildschirmarm;Touchmonitor', 'Eizo;Philips;Dell;LG;Samsung;iiyama', '24 Zoll;27 Zoll;32 Zoll;Full HD;4K;USB-C;höhenverstellbar', 'entspiegelt;für die Bildbearbeitung;mit Lautsprechern;für Besprechungsräume'),
('hardware', '30232110-8', 'Laserdrucker;Multifunktionsgerät;Tintenstrahldrucker;Etikettendrucker;Papierfach', 'HP;Kyocera;Brother;Ricoh;Canon', 'A4;A3;Duplex;40 Seiten;farbig;schwarzweiß;WLAN', 'für Arbeitsgruppen;mit Hefter;sicherer Druck;Blauer Engel'),
('hardware', '30125100-2', 'Tonerkartusche;Druckerpatrone;Bildtrommel;Resttonerbehälter;Tintenpatrone', 'HP;Kyocera;Brother;Ricoh;Canon;Pelikan', 'schwarz;cyan;magenta;gelb;6.000 Seiten;12.000 Seiten;wiederaufbereitet', 'Original;kompatibel;hohe Reichweite;mit Rücknahme'),
('hardware', '30237200-1', 'Tastatur;Maus;Headset;Webcam;Mauspad;Ziffernblock', 'Cherry;Logitech;Jabra;Poly;Microsoft', 'kabellos;USB-C;Bluetooth;ergonomisch;schwarz;grau', 'für Videokonferenzen;leise Tasten;mit Ladestation;für Linkshänder'),
('hardware', '32420000-3', 'Netzwerkswitch;Router;Glasfasermodul;Patchkabel;Access Point;Netzwerkschrank', 'Cisco;Lancom;HPE;Ubiquiti;Telegärtner', '24 Port;48 Port;10 GBit;PoE;WLAN 6;1 m;3 m;5 m', 'für Rechenzentren;verwaltet;lüfterlos;mit Redundanz'),
('hardware', '48820000-2', 'Server;Rackserver;Speichersystem;Festplatte;Arbeitsspeicher;Servernetzteil', 'HPE;Dell;Lenovo;Fujitsu;NetApp', '64 GB;128 GB;2 TB;8 TB;12 TB;Xeon;EPYC;19 Zoll', 'hochverfügbar;für Virtualisierung;mit Fernwartung;Ersatzteil'),
('hardware', '39130000-2', 'Schreibtisch;Bürostuhl;Rollcontainer;Aktenschrank;Besprechungstisch;Drehstuhl;Stehpult', 'König+Neurath;Sedus;Steelcase;Palmberg;Interstuhl', 'höhenverstellbar;160 cm;180 cm;Buche;Ahorn;weiß;abschließbar', 'mit Kabelkanal;für Sitz-Steh-Arbeit;GS-geprüft;inklusive Montage'),
('hardware', '30197630-1', 'Kopierpapier;Briefumschlag;Aktenordner;Haftnotiz;Kugelschreiber;Schnellhefter', 'Leitz;Steinbeis;Esselte;Herlitz;Staedtler', 'A4;A3;80 g;weiß;blau;500 Blatt;100 Stück', 'Recyclingpapier;holzfrei;nachfüllbar;Großpackung'),
('hardware', '38520000-6', 'Dokumentenscanner;Handscanner;Großformatscanner;Scannerglas', 'Fujitsu;Canon;Epson;Kodak', 'A4;A3;60 Seiten;Duplex;600 dpi;USB', 'für die Poststelle;mit OCR;für das Bürgeramt'),
('hardware', '38652100-1', 'Beamer;Leinwand;Deckenhalterung;Interaktive Tafel;Präsentationsgerät', 'Epson;BenQ;Samsung;Smart;Sharp', '4K;65 Zoll;75 Zoll;86 Zoll;Laser;WLAN', 'für Klassenräume;für Sitzungssäle;mit Montage'),
('hardware', '32250000-0', 'Smartphone;Schutzhülle;Ladegerät;Tablet;Diensthandy', 'Samsung;Apple;Nokia;Gigaset;Fairphone', '128 GB;256 GB;5G;6,1 Zoll;USB-C;schwarz', 'stoßfest;mit Geräteverwaltung;für die Feuerwehr'),
('software', '48311000-1', 'Bürosoftware Lizenz;Textverarbeitung Lizenz;Tabellenkalkulation Lizenz;PDF-Editor Lizenz', 'Microsoft;SoftMaker;Adobe;Foxit', '12 Monate;36 Monate;je Gerät;je Nutzer;Behörden', 'mit Aktualisierung;für Schulen;deutsch'),
('software', '48760000-3', 'Virenschutz Lizenz;Firewall Lizenz;Verschlüsselung Lizenz;Passwortverwaltung Lizenz', 'G Data;Sophos;genua;ESET', '12 Monate;36 Monate;je Gerät;je Server;Verlängerung', 'zentrale Verwaltung;nach BSI Grundschutz'),
('service', '72250000-2', 'Wartung Drucker;Wartung Server;Vor-Ort-Service;Schulung Anwender;Rollout Arbeitsplatz;Altgeräteentsorgung', 'Bechtle;Cancom;Dataport;Regio IT', 'je Stunde;je Tag;4 Stunden Reaktionszeit;nächster Arbeitstag', 'mit Nachweis;im Landkreis;an Wochenenden'),
('hardware', '34144000-8', 'Streugutbehälter;Absperrgitter;Verkehrszeichen;Leitkegel;Straßenbesen', 'Cemo;Schake;Dönges;Moravia', '200 Liter;400 Liter;rot;gelb;verzinkt', 'für den Bauhof;für den Winterdienst'),
('hardware', '35110000-8', 'Feuerwehrhelm;Einsatzhandschuh;Feuerwehrschlauch;Atemschutzgerät;Strahlrohr', 'Dräger;Rosenbauer;Schuberth;Seiz', 'Größe 9;Größe 10;Größe 11;C 52;B 75', 'nach EN 443;für die Jugendfeuerwehr;mit Reflexstreifen'),
('hardware', '39830000-9', 'Handseife;Bodenreiniger;Müllbeutel;Papierhandtuch;Desinfektionsmittel', 'Tana;Kiehl;Tork;Schülke', '1 Liter;5 Liter;10 Liter;200 Stück;EU Ecolabel', 'für Schulen;parfümfrei;biologisch abbaubar'),
('data-center', '72317000-0', 'Rechenzeit vCPU;Speicherplatz;Datensicherung;Höheneinheit im Rack;Stromanschluss', 'Dataport;Regio IT;AKDB', 'je Monat;je TB;je kW;hochverfügbar', 'nach ISO 27001;Blauer Engel')
) as t (category, cpv, heads, makers, features, purposes);

insert into framework_item (cooperative_id, id, framework_id, tender_item_id, position, name, description, category, cpv, unit, price, maximum_quantity)
select f.cooperative_id, gen_random_uuid(), f.id, (select t.id from tender_item t where t.cooperative_id = f.cooperative_id and t.tender_id = f.tender_id limit 1), 1000 + p,
  concat_ws(' ', t.heads[1 + p % cardinality(t.heads)], t.makers[1 + (p / 7) % cardinality(t.makers)], chr(65 + (p * 7) % 26) || chr(65 + (p * 11) % 26) || (100 + (p * 13 + f.n * 7) % 900),
    t.features[1 + (p / 3) % cardinality(t.features)], t.features[1 + (p * 5 + p / 11) % cardinality(t.features)]),
  concat_ws(', ', t.purposes[1 + (p / 5) % cardinality(t.purposes)], t.features[1 + (p * 3) % cardinality(t.features)], 'Artikel ' || (f.n * 1000000 + p * 17), 'Lieferung frei Verwendungsstelle'),
  t.category, t.cpv, 'H87', round((5 + (p * 7919 % 150000) / 100.0)::numeric, 2), 999999999
from (select f.*, row_number() over (order by f.number) as n from framework f where f.cooperative_id = current_setting('app.cooperative_id')::uuid) f
join theme t on t.n = 1 + (f.n - 1) % (select count(*) from theme)
cross join generate_series(1, current_setting('stage.catalogue')::integer) p;
