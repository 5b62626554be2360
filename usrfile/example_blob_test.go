package usrfile_test

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"io"

	"github.com/comptoir/comptoir/usrfile"
)

// Two scans, of 5 and of 65 537 bytes, under the key 2a … 2a.
func ExampleListBlobs() {
	sources := []usrfile.BlobSource{scan([]byte("%PDF-")), scan(bytes.Repeat([]byte{'a'}, 65_537))}
	list, err := usrfile.ListBlobs(sources, bytes.NewReader(bytes.Repeat([]byte{0x2a}, 32)))
	if err != nil {
		panic(err)
	}
	var tail bytes.Buffer
	if err := list.Write(&tail, sources); err != nil {
		panic(err)
	}
	for i, b := range list.Blobs {
		fmt.Printf("%d content %x\n  length  %d\n  digest  %x\n", i, b.Content, b.Length, b.Digest)
	}
	fmt.Println("stored", hex.EncodeToString(tail.Next(21)))
	fmt.Println("then  ", hex.EncodeToString(tail.Next(16)), "…")
	tail.Next(65_552 - 16)
	rest, _ := io.ReadAll(&tail)
	fmt.Println("last  ", hex.EncodeToString(rest))
	// Output:
	// 0 content 38523c087796e5d5dd1cf9bad1fb026781a838dd9dd2cf8af58b9f6502a46778
	//   length  21
	//   digest  6a43d9bacf44ff05cb07b57adc14ab5d0a5c278d2815bb22bbfb2dc28496edd2
	// 1 content 008ffc88d3c96a9f307524eb361e47c5222a887fc45fa0c1fb8d429c5c23b430
	//   length  65569
	//   digest  c15b35245f952268560b3ae27c04543ecccb577632c27c7d27ebe5e942f8025a
	// stored 955f1c0c03b013c673925696f0e181cc623fce3673
	// then   f872440edf738d875fa03f84c4e18493 …
	// last   e4db17c33a7ad386a9a7381bd0ae1c0d42
}
