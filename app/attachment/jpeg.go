package attachment

import "encoding/binary"

// camera is what a JPEG says of itself besides its picture.
type camera struct {
	orientation int // 1 to 8, as Exif has it
	progressive bool
	scans       int
}

// Markers of a JPEG (ITU-T T.81, table B.1).
const (
	markerSOF2 = 0xc2 // progressive
	markerRST0 = 0xd0
	markerEOI  = 0xd9
	markerSOS  = 0xda // entropy-coded bytes follow
	markerAPP1 = 0xe1 // Exif
)

// readCamera walks from marker to marker, and over the picture without decoding
// it. What it does not understand it leaves to the decoder to refuse.
func readCamera(data []byte) camera {
	c := camera{orientation: 1}
	for rest := data[min(2, len(data)):]; ; {
		marker, segment, after := nextSegment(rest)
		switch marker {
		case 0, markerEOI:
			return c
		case markerSOF2:
			c.progressive = true
		case markerSOS:
			c.scans++
		case markerAPP1:
			if o := exifOrientation(segment); o != 0 {
				c.orientation = o
			}
		}
		rest = after
	}
}

// nextSegment finds the next marker with its bytes; 0 at the end.
func nextSegment(b []byte) (marker byte, segment, rest []byte) {
	for i := 0; i+1 < len(b); i++ {
		m := b[i+1]
		if b[i] != 0xff || m == 0 || m == 0xff || m >= markerRST0 && m < markerRST0+8 {
			continue
		}
		b = b[i+2:]
		if m == markerEOI || len(b) < 2 {
			return m, nil, nil
		}
		size := int(binary.BigEndian.Uint16(b))
		if size < 2 || size > len(b) {
			return 0, nil, nil
		}
		return m, b[2:size], b[size:]
	}
	return 0, nil, nil
}

const (
	exifHeader      = "Exif\x00\x00"
	tagOrientation  = 0x0112
	exifEntry       = 12 // bytes
	mostExifEntries = 1000
)

// exifOrientation finds tag 0x0112 in the first directory of an Exif segment (CIPA
// DC-008, 4.6.4); 0 where there is none.
func exifOrientation(segment []byte) int {
	if len(segment) < len(exifHeader)+8 || string(segment[:len(exifHeader)]) != exifHeader {
		return 0
	}
	tiff := segment[len(exifHeader):]
	var order binary.ByteOrder = binary.BigEndian
	switch string(tiff[:4]) {
	case "II*\x00":
		order = binary.LittleEndian
	case "MM\x00*":
	default:
		return 0
	}
	at := int64(order.Uint32(tiff[4:]))
	if at+2 > int64(len(tiff)) {
		return 0
	}
	entries := tiff[at+2:]
	for range min(int(order.Uint16(tiff[at:])), mostExifEntries) {
		if len(entries) < exifEntry {
			return 0
		}
		if order.Uint16(entries) == tagOrientation {
			if o := int(order.Uint16(entries[8:])); o >= 1 && o <= 8 {
				return o
			}
			return 0
		}
		entries = entries[exifEntry:]
	}
	return 0
}
