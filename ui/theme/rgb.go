package theme

import (
	"fmt"
	"math"
)

// RGB is a colour in sRGB, 8 bits a channel.
type RGB struct{ R, G, B uint8 }

// hex turns 0xRRGGBB into a colour, so that a palette reads like a style sheet.
func hex(v uint32) RGB { return RGB{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v)} }

// String returns the colour as #rrggbb, as SVG, HTML and OSC sequences take it.
func (c RGB) String() string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// Mix returns the colour a share of the way from c to d: 0 is c, 1 is d. It mixes the sRGB values,
// as text rasterisers do.
func (c RGB) Mix(d RGB, share float64) RGB {
	share = min(max(share, 0), 1)
	channel := func(a, b uint8) uint8 {
		return uint8(math.Round(float64(a)*(1-share) + float64(b)*share))
	}
	return RGB{channel(c.R, d.R), channel(c.G, d.G), channel(c.B, d.B)}
}

// Luminance is the relative luminance of WCAG 2.2, from 0 (black) to 1 (white).
func (c RGB) Luminance() float64 {
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

// Contrast is the contrast ratio of WCAG 2.2 between two colours, from 1 to 21; the order of the
// two does not matter.
func Contrast(a, b RGB) float64 {
	la, lb := a.Luminance(), b.Luminance()
	if la < lb {
		la, lb = lb, la
	}
	return (la + 0.05) / (lb + 0.05)
}
