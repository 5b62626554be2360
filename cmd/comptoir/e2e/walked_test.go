package e2e

import (
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/workspace"
)

// walked names a screenshot for each function of the user manager, of one's own
// account and of the settings that administrators have: who adds a function adds
// the journey that shows it.
var walked = map[string]string{
	"Aperçu: table":                           "users-overview",
	"Aperçu: recherche":                       "users-search",
	"Aperçu: tri":                             "users-sorted",
	"Aperçu: filtre par colonne":              "users-filtered",
	"Aperçu: groupes":                         "users-grouped",
	"Aperçu: choix des colonnes":              "users-columns",
	"Aperçu: utilisateurs archivés":           "users-archived",
	"Aperçu: par statut":                      "users-status",
	"Aperçu: fichier .usr expiré":             "users-file-expired",
	"Aperçu: accès expirant sous 30 jours":    "users-access-ending",
	"Aperçu: vue enregistrée":                 "users-view-chosen",
	"Aperçu: Entrée et double clic":           "users-opened",
	"Nouveau":                                 "user-new",
	"Afficher":                                "users-show",
	"Imprimer":                                "users-printed",
	"Exporter: XLSX":                          "users-export-xlsx",
	"Exporter: CSV":                           "users-export-csv",
	"Exporter: PDF":                           "users-export-pdf",
	"Importer: aperçu":                        "users-import",
	"Importer: erreurs par ligne":             "users-import-errors",
	"Importer: 10 000 lignes":                 "crowd-import",
	"Sélection multiple":                      "users-chosen",
	"Sélection: télécharger .usr":             "bulk-download",
	"Onglet Général":                          "user-general",
	"Onglet Rôles":                            "user-roles",
	"Onglet Rôles: ajouter":                   "add-role",
	"Onglet Rôles: retrait refusé":            "user-role-refused",
	"Onglet Assignations":                     "user-assignments",
	"Onglet Préférences":                      "user-preferences",
	"Onglet Historique":                       "user-history",
	"Éditer, Sauvegarder":                     "user-edit",
	"Réinitialiser le second facteur":         "user-factor",
	"Date de fin de session":                  "user-access-end",
	"E-mail d'activation sans serveur":        "letter-exported",
	"Télécharger: choix du poste":             "user-download",
	"Modifier le mot de passe":                "account-password",
	"Demander registrement de module":         "registered",
	"Demander le code de vérification":        "code-asked",
	"Préférences":                             "account-preferences",
	"Préférences: appliquées":                 "account-english",
	"Deuxième facteur":                        "account-factor-secret",
	"Deuxième facteur: codes de récupération": "account-recovery-codes",
	"Réglages: organisation et logo":          "settings-company",
	"Réglages: coordonnées bancaires":         "settings-bank",
	"Réglages: champ propre":                  "settings-field",
	"Réglages: taux de cotisation":            "settings-contribution",
	"Réglages: règles":                        "settings-policy",
	"Réglages: licence":                       "settings-seats",
	"Réglages: sauvegarde":                    "settings-backup",
	"Réglages: effacer l'exercice":            "settings-erase",
	"Journal":                                 "journal",
}

// used names a screenshot for each function that the status of a user decides on.
var used = map[directory.Function]string{
	directory.FunctionActivate: "user-activate", directory.FunctionConfirm: "user-confirm", directory.FunctionDeactivate: "user-deactivate",
	directory.FunctionArchive: "user-archive", directory.FunctionRetrieve: "user-retrieve", directory.FunctionDelete: "user-delete",
	directory.FunctionDownload: "user-downloaded", directory.FunctionInvite: "user-invite",
}

// TestEveryFunctionHasAScreenshot runs after the journeys, by its file's name.
func TestEveryFunctionHasAScreenshot(t *testing.T) {
	shots := map[string]string{}
	for function, shot := range walked {
		shots[function] = shot
	}
	for _, f := range directory.Functions() {
		shots["Fiche: "+string(f)] = used[f]
	}
	for _, action := range []workspace.BulkAction{workspace.BulkActivate, workspace.BulkDeactivate, workspace.BulkArchive, workspace.BulkGrant} {
		shots["Sélection: "+string(action)] = "bulk-" + string(action)
	}
	dir := output(t)
	for function, shot := range shots {
		if !painted(filepath.Join(dir, shot+".png")) {
			t.Errorf("%s has no screenshot %q", function, shot)
		}
	}
}

// painted reports whether a file is a picture of the whole screen.
func painted(path string) bool {
	f, err := os.Open(filepath.Clean(path))
	if err != nil {
		return false
	}
	defer func() { _ = f.Close() }() // it was only read
	picture, err := png.DecodeConfig(f)
	return err == nil && picture.Width == 1366 && picture.Height == 768
}
