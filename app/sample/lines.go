package sample

// line is a voucher of the story, in whole francs: positive for money in,
// negative for money out.
type line struct {
	daysAgo   int
	amount    int64
	text      string
	account   string // SYSCOHADA
	recipient string
	ref       string
	typed     int64 // what was typed first and corrected on the same day; 0 for no mistake
	reverses  int   // how many lines up stands what this line cancels; 0 for an ordinary one
}

var koldaTill = []line{
	{55, 250_000, "Approvisionnement de la caisse", "585", "Siège Dakar", "B-101", 0, 0},
	{54, -12_500, "Carburant mission Vélingara", "6053", "Station Total Kolda", "B-102", 0, 0},
	{53, -18_000, "Réparation pompe manuelle, Saré Yoba", "624", "Forge Diamanka", "B-103", 0, 0},
	{52, -6_500, "Fournitures de bureau", "6055", "Librairie du Fouladou", "B-104", 0, 0},
	{50, -45_000, "Main-d'œuvre fouille, forage F3", "637", "Équipe Sabaly", "B-105", 0, 0},
	{49, -3_500, "Crédit téléphonique", "628", "Orange Money", "", 0, 0},
	{47, -27_500, "Ciment, 5 sacs", "605", "Quincaillerie Kandé", "B-106", 0, 0},
	{46, -15_000, "Perdiem animateurs, 3 jours", "638", "Ousmane Diallo", "B-107", 0, 0},
	{45, 150_000, "Approvisionnement de la caisse", "585", "Banque CBAO Kolda", "B-108", 0, 0},
	{44, -38_000, "Location de charrettes, transport de tuyaux", "614", "Amadou Baldé", "B-109", 0, 0},
	{42, -22_000, "Joints et clapets India Mark II", "605", "Hydro Sénégal", "B-110", 0, 0},
	{41, -8_000, "Repas, réunion du comité de l'eau", "638", "Restaurant Teranga", "B-111", 0, 0},
	{40, -9_500, "Impression d'affiches hygiène", "627", "Imprimerie du Sud", "B-112", 0, 0},
	{38, -60_000, "Acompte analyse de l'eau, 6 points", "632", "Laboratoire Aquatech", "B-113", 0, 0},
	{36, -14_000, "Carburant groupe électrogène", "6053", "Station Total Kolda", "B-114", 0, 0},
	{35, -5_000, "Frais de retrait mobile money", "631", "Wave", "", 0, 0},
	{33, 100_000, "Contribution du comité de Saré Coly", "758", "Comité de l'eau de Saré Coly", "B-115", 0, 0},
	{31, -33_000, "Repas, formation des artisans réparateurs", "638", "Keur Mame Diarra", "B-116", 0, 0},
	{29, -11_500, "Réparation moto DT 125", "624", "Garage Seydou", "B-117", 0, 0},
	{27, -11_500, "Réparation moto DT 125", "624", "Garage Seydou", "B-117", 0, 0},
	{26, 11_500, "Annulation : facture B-117 saisie deux fois", "", "", "", 0, 1},
	{24, -42_000, "Main-d'œuvre margelle, forage F5", "637", "Équipe Sabaly", "B-118", 0, 0},
	{22, -7_500, "Fournitures de bureau", "6055", "Librairie du Fouladou", "B-119", 0, 0},
	{19, 150_000, "Approvisionnement de la caisse", "585", "Banque CBAO Kolda", "B-120", 0, 0},
	{17, -16_000, "Carburant mission Dabo", "6053", "Station Total Kolda", "B-121", 0, 0},
	{14, -25_000, "Hébergement mission de contrôle", "638", "Auberge Firdou", "B-122", 0, 0},
	{11, -54_000, "Tuyaux PVC 63, 12 barres", "605", "Quincaillerie Kandé", "B-123", 0, 0},
	{8, -4_500, "Crédit téléphonique", "628", "Orange Money", "", -5_400, 0},
	{5, -19_500, "Réparation pompe solaire, Médina Chérif", "624", "Forge Diamanka", "B-124", 0, 0},
	{2, -12_000, "Perdiem animateurs, 2 jours", "638", "Ousmane Diallo", "B-125", 0, 0},
	{0, -7_000, "Photocopies du rapport mensuel", "6055", "Cyber Fouladou", "B-126", 0, 0},
}

var koldaBank = []line{
	{57, 2_500_000, "Virement du siège, première tranche", "585", "Siège Dakar", "VIR 0901", 0, 0},
	{55, -250_000, "Retrait pour la caisse", "585", "Caisse Kolda", "CH 0114501", 0, 0},
	{50, -780_000, "Forage F3, acompte", "401", "Sahel Forage SARL", "CH 0114502", 0, 0},
	{45, -150_000, "Retrait pour la caisse", "585", "Caisse Kolda", "CH 0114503", 0, 0},
	{34, -1_250, "Frais de tenue de compte", "631", "CBAO", "", 0, 0},
	{30, 1_500_000, "Virement du siège, deuxième tranche", "585", "Siège Dakar", "VIR 1002", 0, 0},
	{25, -640_000, "Forage F3, solde", "401", "Sahel Forage SARL", "CH 0114504", 0, 0},
	{19, -150_000, "Retrait pour la caisse", "585", "Caisse Kolda", "CH 0114505", 0, 0},
	{4, -1_250, "Frais de tenue de compte", "631", "CBAO", "", 0, 0},
}

var koldaAdvances = []line{
	{54, 80_000, "Avance mission Vélingara", "421", "Moussa Baldé", "A-01", 0, 0},
	{48, -80_000, "Décompte de l'avance A-01", "421", "Moussa Baldé", "A-01", 0, 0},
	{30, 60_000, "Avance formation des artisans", "421", "Ousmane Diallo", "A-02", 0, 0},
	{28, -45_000, "Décompte de l'avance A-02", "421", "Ousmane Diallo", "A-02", 0, 0},
	{28, -15_000, "Remboursement du reste de A-02", "421", "Ousmane Diallo", "A-02", 0, 0},
	{6, 50_000, "Avance mission Dabo", "421", "Moussa Baldé", "A-03", 0, 0},
}

var velingaraTill = []line{
	{55, 180_000, "Approvisionnement de la caisse", "585", "Siège Dakar", "V-01", 0, 0},
	{53, -24_000, "Moulage de dalles de latrines", "605", "Maçonnerie Touré", "V-02", 0, 0},
	{51, -9_000, "Transport de sable", "614", "Boubacar Camara", "V-03", 0, 0},
	{48, -35_000, "Main-d'œuvre latrines, école 2", "637", "Équipe Touré", "V-04", 0, 0},
	{44, -6_000, "Savon et lave-mains", "605", "Boutique Chez Bintou", "V-05", 0, 0},
	{41, -12_500, "Carburant moto", "6053", "Station Oilibya", "V-06", 0, 0},
	{37, 90_000, "Approvisionnement par Wave", "585", "Compte Wave Vélingara", "V-07", 0, 0},
	{34, -48_000, "Portes et charnières, latrines", "605", "Menuiserie Sow", "V-08", 0, 0},
	{30, -15_000, "Perdiem relais communautaires", "638", "Relais de Kounkané", "V-09", 0, 0},
	{26, -7_500, "Location de salle", "622", "Mairie de Vélingara", "V-10", 0, 0},
	{21, -31_000, "Ciment, 6 sacs", "605", "Quincaillerie du Marché", "V-11", 0, 0},
	{16, 100_000, "Approvisionnement par Wave", "585", "Compte Wave Vélingara", "V-12", 0, 0},
	{12, -22_500, "Main-d'œuvre fosse, école 3", "637", "Équipe Touré", "V-13", 0, 0},
	{9, -8_500, "Impression de carnets de suivi", "627", "Imprimerie du Sud", "V-14", 0, 0},
	{3, -40_000, "Dalles de latrines, deuxième lot", "605", "Maçonnerie Touré", "V-15", 0, 0},
	{1, -3_000, "Crédit téléphonique", "628", "Free Money", "", 0, 0},
}

var velingaraWave = []line{
	{52, 300_000, "Versement du siège", "585", "Siège Dakar", "W-01", 0, 0},
	{47, -18_000, "Pièces, pompe de Kalifourou", "605", "Hydro Sénégal", "W-02", 0, 0},
	{40, -27_000, "Tournée du technicien des pompes", "632", "Cheikh Ndao", "W-03", 0, 0},
	{37, -90_000, "Transfert vers la caisse", "585", "Caisse Vélingara", "W-04", 0, 0},
	{28, 200_000, "Versement du siège", "585", "Siège Dakar", "W-05", 0, 0},
	{16, -100_000, "Transfert vers la caisse", "585", "Caisse Vélingara", "W-06", 0, 0},
	{10, -36_000, "Pièces, pompe de Linkéring", "605", "Hydro Sénégal", "W-07", 0, 0},
	{2, -2_700, "Frais de transfert", "631", "Wave", "", 0, 0},
}
