package theme

import (
	"fmt"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// Contrast ratios every theme keeps; a test computes them for each pair a theme uses.
const (
	TextContrast  = 4.5 // words on their ground
	TokenContrast = 3.0 // a token or the accented frame against the ground around it
)

// Theme paints the styles. It is a plain value: copy it, compare it, keep it.
type Theme struct {
	Name   string // as ByName takes it
	About  string // one line for a picker
	Light  bool   // dark text on a light ground
	Mono   bool   // attributes only: a terminal must be sent no colours
	Ground RGB    // the screen behind everything
	Text   RGB    // plain text, the default ink
	styles [NumStyles]Style
}

// Style returns the look of a style. An id that no theme defines looks like plain text.
func (t Theme) Style(id StyleID) Style {
	if int(id) >= NumStyles {
		id = 0
	}
	return t.styles[id]
}

// Names lists the themes as ByName takes them, the default first.
func Names() []string { return []string{"dark", "light", "contrast", "colourblind", "mono"} }

// ByName returns the theme of that name; case does not matter. The error of an unknown name lists
// all names.
func ByName(name string) (Theme, error) {
	switch strings.ToLower(strings.TrimSpace(name)) {
	case "dark":
		return dark(), nil
	case "light":
		return light(), nil
	case "contrast":
		return contrast(), nil
	case "colourblind", "colorblind":
		return colourblind(), nil
	case "mono":
		return mono(), nil
	}
	return Theme{}, fmt.Errorf("no theme %q; %sthere are %s", name, program.Meant(name, Names()),
		strings.Join(Names(), ", "))
}

// Default is the theme to start with where nothing is known of the terminal: dark.
func Default() Theme { return dark() }
