package scenario

// word is an operation of a process: its name and its arguments, a letter each: M a mutex, C a condition, V a variable,
// N a number or a variable, I a number, P a process, D a deadline, d a deadline that may be missing, Q a question.
type word struct {
	name, args, form string
}

var words = []word{
	{"yield", "", "yield"},
	{"work", "N", "work 3"},
	{"lock", "M", "lock M"},
	{"trylock", "M", "trylock M"},
	{"timedlock", "MD", "timedlock M +4"},
	{"unlock", "M", "unlock M"},
	{"wait", "CM", "wait C M"},
	{"timedwait", "CMD", "timedwait C M +4"},
	{"signal", "C", "signal C"},
	{"broadcast", "C", "broadcast C"},
	{"set", "VN", "set v 1"},
	{"add", "VN", "add v 1"},
	{"loop", "N", "loop 3"},
	{"while", "Q", "while v < 2"},
	{"if", "Q", "if last == ok"},
	{"kill", "P", "kill A"},
	{"spawn", "P", "spawn A"},
	{"exit", "", "exit"},
	{"returnvalue", "I", "returnvalue -3"},
	{"send", "PI", "send A 11"},
	{"recv", "d", "recv or recv +4"},
}

// heads are the words that stand outside a process.
var heads = []string{"scenario", "desc", "steps", "slots", "clock", "callbacks", "mutex", "cond", "var",
	"mailbox", "proc"}

// closes returns the word that ends a block.
func closes(verb string) string {
	switch verb {
	case "loop":
		return "endloop"
	case "while":
		return "endwhile"
	case "if":
		return "endif"
	}
	return ""
}

// relations are the comparisons of a question.
var relations = []string{"==", "!=", "<", "<=", ">", ">="}

// outcomes are the results that a question about last may ask for.
var outcomes = []string{"ok", "busy", "error", "timedout"}
