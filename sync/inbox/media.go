package inbox

// Media gives the removable media that are there now, by path: on Linux what is
// mounted where desktops mount sticks, or from a device that says it is
// removable; on Windows the drives that say so; on macOS the volumes besides the
// one that the system started from.
func Media() []Place {
	var media []Place
	for _, path := range mounts() {
		media = append(media, Place{Path: path, Medium: true})
	}
	return media
}
