package program

// CallWords lists everything that the language itself lets a scene call.
var CallWords = callWords

// Usages lists how each verb and each value to look at is written, by its name.
func Usages() map[string]string {
	all := map[string]string{}
	for _, v := range verbs {
		all[v.name] = v.usage
	}
	for _, r := range readings {
		all[r.name] = r.usage
	}
	return all
}
