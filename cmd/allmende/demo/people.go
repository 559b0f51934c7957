package demo

import "allmende/domain/access"

// Password opens every account of the demonstration and every demonstration key.
const Password = "gemeinsam-einkaufen" //nolint:gosec // It is public: the first start prints it.

// Names of organisations in the demonstration.
const (
	cooperative = "Einkaufsgenossenschaft Niedersachsen eG"
	islands     = "Inselgemeinschaft Nordsee eG" // behind the other by name: who works in both begins there

	state     = "Land Niedersachsen"
	nordtec   = "Nordtec Systemhaus GmbH"
	weserbyte = "Weserbyte IT AG"
	heide     = "Heide Bürotechnik GmbH"
	lawyers   = "Harms und Partner Rechtsanwälte"
	mapmakers = "Nordkarte Geoinformatik GmbH"
	hosting   = "Rechenzentrum Weser-Ems GmbH"
)

// post is what a person is, and where: in a member by its official key, in a
// supplier by its name, or with neither in the cooperative.
type post struct {
	role             access.Role
	member, supplier string
}

// someone is a person of the demonstration. Shown ones are printed at the start.
type someone struct {
	name, email string
	posts       []post
	shown       string // what they do, for the list that is printed
}

func inCooperative(roles ...access.Role) (posts []post) {
	for _, r := range roles {
		posts = append(posts, post{role: r})
	}
	return posts
}

func inMember(key string, roles ...access.Role) (posts []post) {
	for _, r := range roles {
		posts = append(posts, post{role: r, member: key})
	}
	return posts
}

func inSupplier(name string) []post { return []post{{role: access.Bidder, supplier: name}} }

// Official keys of members that the story needs.
const (
	goettingen   = "031590016016"
	hannover     = "032410001001"
	braunschweig = "031010000000"
	oldenburg    = "034030000000"
	osnabrueck   = "034040000000"
	norderney    = "034520020020"
	juist        = "034520013013"
	langeoog     = "034620007007"
	aurich       = "034520001001"
	leer         = "034570013013"
	papenburg    = "034540041041"
	emsland      = "03454"
	regionHan    = "03241"
)

var people = []someone{
	{"Anna Petersen", "vergabe@demo.example", inCooperative(access.ProcurementOfficer), "Vergabestelle"},
	{"Jan Albers", "vergabe2@demo.example", inCooperative(access.ProcurementOfficer), "Vergabestelle, zweite Person"},
	{"Ute Behrens", "oeffnung1@demo.example", inCooperative(access.OpeningOfficer), "Angebotsöffnung, erste Person"},
	{"Karim Haddad", "oeffnung2@demo.example", inCooperative(access.OpeningOfficer), "Angebotsöffnung, zweite Person"},
	{"Wiebke Oltmanns", "oeffnung3@demo.example", inCooperative(access.OpeningOfficer), "Angebotsöffnung, dritte Person"},
	{"Gesa Lohmann", "wertung1@demo.example", inCooperative(access.Evaluator), "Wertung, erste Person"},
	{"Timo Reents", "wertung2@demo.example", inMember(goettingen, access.Evaluator), "Wertung, zweite Person, Göttingen"},
	{"Sabine Kuhlmann", "finanzen@demo.example", inCooperative(access.FinanceOfficer), "Finanzstelle"},
	{"Tom Wessels", "finanzen2@demo.example", inCooperative(access.FinanceOfficer), "Finanzstelle, zweite Person"},
	{"Renate Lühr", "vorstand@demo.example", inCooperative(access.BoardMember), "Vorstand"},
	{"Heike Brandt", "pruefung@demo.example", inCooperative(access.Auditor), "Rechnungsprüfung"},
	{"Ole Janssen", "verwaltung@demo.example", inCooperative(access.Administrator), "Systemverwaltung"},
	{"Mehmet Yildiz", "bestellung@goettingen.example", inMember(goettingen, access.Buyer), "Bestellung, Göttingen"},
	{"Claudia Fricke", "freigabe@goettingen.example", inMember(goettingen, access.Approver, access.Delegate), "Freigabe, Göttingen"},
	{"Inga de Vries", "bestellung@norderney.example", inMember(norderney, access.Buyer), "Bestellung, Norderney"},
	{"Enno Peters", "freigabe@norderney.example", inMember(norderney, access.Approver), "Freigabe, Norderney"},
	{"Lars Thomsen", "angebot@nordtec.example", inSupplier(nordtec), "Bieter, " + nordtec},
	{"Petra Sommer", "angebot@weserbyte.example", inSupplier(weserbyte), "Bieter, " + weserbyte},
	{"Ralf Heitmann", "angebot@heide.example", inSupplier(heide), "Bieter, " + heide},
	{"Julia Stern", "bestellung@hannover.example", inMember(hannover, access.Buyer), ""},
	{"Björn Krause", "freigabe@hannover.example", inMember(hannover, access.Approver), ""},
	{"Svenja Otte", "bestellung@braunschweig.example", inMember(braunschweig, access.Buyer), ""},
	{"Dirk Hoppe", "bestellung@oldenburg.example", inMember(oldenburg, access.Buyer), ""},
	{"Meike Lange", "bestellung@osnabrueck.example", inMember(osnabrueck, access.Buyer), ""},
	{"Heinrich Book", "bestellung@emsland.example", inMember(emsland, access.Buyer), ""},
	{"Karin Wolter", "bestellung@region-hannover.example", inMember(regionHan, access.Buyer), ""},
	{"Frauke Siebels", "bestellung@langeoog.example", inMember(langeoog, access.Buyer), ""},
	{"Maren Tiedemann", "pruefung@goettingen.example", inMember(goettingen, access.Auditor), "Rechnungsprüfung, nur Göttingen"},
	{"Sören Voigt", "gast@staedtetag.example", []post{{role: access.Guest, member: guestName}}, "Gast, " + guestName},
}

// guestName is the umbrella association: it reads and speaks, and does not order.
const guestName = "Niedersächsischer Städtetag"

// outside are members that the register of territories does not list.
var outside = []struct{ kind, name string }{
	{"it-provider", "Kommunale Datenverarbeitung Oldenburg (KDO)"},
	{"it-provider", "Hannoversche Informationstechnologien (hannIT)"},
	{"university", "Leibniz Universität Hannover"},
	{"association", guestName},
}
