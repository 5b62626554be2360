// Package graphic lays charts out as shapes: lines, rectangles and words in a
// frame of any size. The window draws them on its canvas and paper draws the
// same ones as PDF, so that a chart shows the same thing on both. Amounts come
// as minor units and labels are made of them, never of the places they are drawn
// at.
package graphic

// Tone says what a shape means; who draws it chooses the colour.
type Tone string

// The tones of charts.
const (
	Ink     Tone = "ink"     // words that matter
	Muted   Tone = "muted"   // words beside them
	Grid    Tone = "grid"    // lines that help the eye
	Axis    Tone = "axis"    // the line of zero
	Balance Tone = "balance" // what there is
	In      Tone = "in"
	Out     Tone = "out"
	Limit   Tone = "limit" // what there may be
	Over    Tone = "over"  // what is beyond it
	Empty   Tone = "empty" // room for more
)

// Tones gives every tone, for who has to choose colours.
func Tones() []Tone { return []Tone{Ink, Muted, Grid, Axis, Balance, In, Out, Limit, Over, Empty} }

// Point is a place in a frame; Y grows downwards.
type Point struct{ X, Y float64 }

// Shape is a Line, a Polyline, a Rect or a Text.
type Shape interface{ shape() }

// Line is a straight line.
type Line struct {
	From, To Point
	Width    float64
	Tone     Tone
	Dashed   bool
}

// Polyline joins points by straight lines.
type Polyline struct {
	Points []Point
	Width  float64
	Tone   Tone
}

// Rect is a filled rectangle.
type Rect struct {
	At            Point // upper left corner
	Width, Height float64
	Tone          Tone
}

// Text is a line of words. At is in the middle of its height.
type Text struct {
	At     Point
	Words  string
	Size   float64
	Tone   Tone
	Anchor Anchor
	Bold   bool
}

func (Line) shape()     {}
func (Polyline) shape() {}
func (Rect) shape()     {}
func (Text) shape()     {}

// Anchor says which part of a text is at its place.
type Anchor int

const (
	Start Anchor = iota
	Middle
	End
)

// Frame is the room that a chart has, in units of who draws it.
type Frame struct {
	Width, Height float64
	TextSize      float64
	Measure       func(words string, size float64) float64 // how wide words are
}

// Picture is a chart that has been laid out.
type Picture struct {
	Shapes []Shape
	Marks  []Mark
}

// Mark is a thing in a picture that can be told in words, from left to right.
type Mark struct {
	At    Point
	Words string
}

// Chart can be laid out in a frame. One without data gives no shapes.
type Chart interface{ Draw(Frame) Picture }
