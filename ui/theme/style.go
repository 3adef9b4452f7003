package theme

import "strconv"

// StyleID names one style of a theme: a role in one of the surroundings it is drawn in. A cell of
// the screen stores this index, not colours, so one frame can be shown in any theme. The zero
// value is plain text.
type StyleID uint8

// Surrounding says how a role is drawn: bare on the ground, bold, as a solid token, or on the
// cursor row.
type Surrounding uint8

// The surroundings.
const (
	OnGround   Surrounding = iota // the role's colour on the ground
	BoldGround                    // the same in bold: titles and names
	Solid                         // bold text on the role's colour: a token, a caption, a caret
	OnRow                         // on the background of the cursor row
	BoldRow                       // the same in bold
	Paler                         // mixed with the ground: what is still to come
	PalerRow                      // the same on the background of the cursor row
	Surface                       // a row of a token without its name

	numSurroundings = int(Surface) + 1
)

// NumStyles is the number of styles every theme defines; valid ids are below it.
const NumStyles = numRoles * numSurroundings

// In returns the style of the role in a surrounding. A role or surrounding that does not exist
// gives plain text.
func (r Role) In(s Surrounding) StyleID {
	if int(r) >= numRoles || int(s) >= numSurroundings {
		return 0
	}
	return StyleID(int(s)*numRoles + int(r))
}

// Plain is the role's colour on the ground.
func (r Role) Plain() StyleID { return r.In(OnGround) }

// Bold is the role's colour on the ground, bold: for titles and the names of coroutines.
func (r Role) Bold() StyleID { return r.In(BoldGround) }

// Token is bold text on the role's colour: the one solid mark of a coroutine, at its place.
// Text.Token and Bright.Token are the inverse of the screen, for captions and carets.
func (r Role) Token() StyleID { return r.In(Solid) }

// Blank is a row of a large token that has nothing written in it: as Token, but without a line under each row where
// lines tell places apart. Ground.Blank is what is empty of a bar: the ground of the marked row, on which no sign is
// seen; where there are no colours a faint sign.
func (r Role) Blank() StyleID { return r.In(Surface) }

// Row is the role on the cursor row: the current line of a listing, the selected line of a list.
func (r Role) Row() StyleID { return r.In(OnRow) }

// RowBold is Row in bold.
func (r Role) RowBold() StyleID { return r.In(BoldRow) }

// Later is the role paler than on the ground: for what is still to come. It is for blocks, too pale for words. What is
// no place takes the colour of lines.
func (r Role) Later() StyleID { return r.In(Paler) }

// Role returns the role of the style; Text for an id no theme defines.
func (id StyleID) Role() Role {
	if int(id) >= NumStyles {
		return Text
	}
	return Role(int(id) % numRoles)
}

// Surrounding returns the surrounding of the style; OnGround for an id no theme defines.
func (id StyleID) Surrounding() Surrounding {
	if int(id) >= NumStyles {
		return OnGround
	}
	return Surrounding(int(id) / numRoles)
}

// OnRow returns the same role moved onto the cursor row: bare styles change their background,
// tokens stay as they are. It lets a panel draw a line first and mark it afterwards.
func (id StyleID) OnRow() StyleID {
	switch id.Surrounding() {
	case OnGround:
		return id.Role().In(OnRow)
	case BoldGround:
		return id.Role().In(BoldRow)
	case Paler:
		return id.Role().In(PalerRow)
	default:
		return id
	}
}

// String names the style for messages and tests: "ready", "bold ready", "ready token",
// "ready row", "bold ready row".
func (id StyleID) String() string {
	if int(id) >= NumStyles {
		return "unknown style " + strconv.Itoa(int(id))
	}
	name := id.Role().String()
	switch id.Surrounding() {
	case BoldGround:
		return "bold " + name
	case Solid:
		return name + " token"
	case OnRow:
		return name + " row"
	case BoldRow:
		return "bold " + name + " row"
	case Paler:
		return "later " + name
	case PalerRow:
		return "later " + name + " row"
	case Surface:
		return "blank " + name + " token"
	default:
		return name
	}
}

// Style is how cells look: ink and ground before Reverse is applied, and the attributes. A theme
// without colours (Theme.Mono) still gives FG and BG, for pictures; a terminal gets its attributes.
type Style struct {
	FG, BG                          RGB
	Bold, Faint, Underline, Reverse bool
}

// Drawn returns the ink and the ground as seen: Reverse swaps them, Faint moves the ink towards
// the ground. Pictures are painted with these.
func (s Style) Drawn() (ink, ground RGB) {
	ink, ground = s.FG, s.BG
	if s.Reverse {
		ink, ground = ground, ink
	}
	if s.Faint {
		ink = ink.Mix(ground, 0.4)
	}
	return ink, ground
}
