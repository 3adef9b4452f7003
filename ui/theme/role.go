// Package theme gives every cell of the screen its meaning: roles of colour, the styles they take
// in each surrounding, the themes that paint them, and the glyphs. It knows nothing of a terminal.
package theme

// Role says what a cell is about. Colours mean places and nothing else, so a role is either one of
// the five places, an item, trouble, or one of the quiet voices of text and line.
type Role uint8

// The roles. Free to Timed are the places; see Places.
const (
	Text    Role = iota // plain words
	Bright              // the newest sentence, keys, the brand: bold
	Quiet               // secondary words, sparklines
	Line                // borders and empty bars; never words, it is too faint for them
	Ground              // an empty surface; words written with it are shown as plain text
	Free                // the place of unused process slots
	Ready               // the place READY
	Running             // the place RUNNING
	Waiting             // the place WAITING
	Timed               // the place TIMED-WAITING
	Item                // work items and their queue
	Trouble             // violations, refusals
	Accent              // the one accented frame, around RUNNING
	Ghost               // where a coroutine stood before its last move
	Match               // letters that a search has found: bright, and underlined where there are no colours

	numRoles = int(Match) + 1
)

// roleNames is indexed by Role; it is only read.
var roleNames = [numRoles]string{
	"text", "bright", "quiet", "line", "ground", "free", "ready", "running", "waiting", "timed",
	"item", "trouble", "accent", "ghost", "match",
}

// String returns the role's name in lower case, for messages and tests.
func (r Role) String() string {
	if int(r) < numRoles {
		return roleNames[r]
	}
	return "unknown role"
}

// Roles lists every role in the order of its number.
func Roles() []Role {
	all := make([]Role, numRoles)
	for i := range all {
		all[i] = Role(i)
	}
	return all
}
