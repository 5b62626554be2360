package directory

import "slices"

// zones are the IANA zones of the countries where one zone is enough and where
// organisations of this kind work. Others choose theirs.
var zones = map[string]string{
	"BE": "Europe/Brussels", "BF": "Africa/Ouagadougou", "BI": "Africa/Bujumbura", "BJ": "Africa/Porto-Novo",
	"CF": "Africa/Bangui", "CG": "Africa/Brazzaville", "CH": "Europe/Zurich", "CI": "Africa/Abidjan",
	"CM": "Africa/Douala", "DE": "Europe/Berlin", "DJ": "Africa/Djibouti", "DZ": "Africa/Algiers",
	"FR": "Europe/Paris", "GA": "Africa/Libreville", "GN": "Africa/Conakry", "GQ": "Africa/Malabo",
	"GW": "Africa/Bissau", "HT": "America/Port-au-Prince", "KM": "Indian/Comoro", "LU": "Europe/Luxembourg",
	"MA": "Africa/Casablanca", "MG": "Indian/Antananarivo", "ML": "Africa/Bamako", "MR": "Africa/Nouakchott",
	"MU": "Indian/Mauritius", "NE": "Africa/Niamey", "RW": "Africa/Kigali", "SC": "Indian/Mahe",
	"SN": "Africa/Dakar", "TD": "Africa/Ndjamena", "TG": "Africa/Lome", "TN": "Africa/Tunis",
}

// ZoneOf gives the time zone that a country (ISO 3166-1 alpha-2) suggests, and
// UTC where it suggests none.
func ZoneOf(country string) string {
	if zone, known := zones[country]; known {
		return zone
	}
	return "UTC"
}

// Zones lists the time zones that ZoneOf may give, in their order.
func Zones() []string {
	all := []string{"UTC"}
	for _, zone := range zones {
		all = append(all, zone)
	}
	slices.Sort(all)
	return slices.Compact(all)
}
