package program

import "go/token"

// Reserved says whether a scene cannot give a name to an object or a function of its own: a word of the language or of
// Go, or a setting of the machine.
func Reserved(name string) bool {
	return reserved(name) || token.IsKeyword(name) || among(name, SettingNames())
}

// CoroutineName says whether spawn(f, name) may give a coroutine that name: commands must be able to name it, and s1, s2
// and so on are the slots.
func CoroutineName(name string) bool { return goodName(name) }
