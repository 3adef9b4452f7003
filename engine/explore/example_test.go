package explore_test

import (
	"context"
	"fmt"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
)

// Two locks, taken in two orders.
const crossed = `// Crossed.
package crossed

var left, right mutex

func a() {
	lock(left)
	yield()
	lock(right)
	unlock(right)
	unlock(left)
}

func b() {
	lock(right)
	yield()
	lock(left)
	unlock(left)
	unlock(right)
}

func main() {
	spawn(a, "A")
	spawn(b, "B")
}
`

// Every schedule of a scene is looked at; a shortest one that goes wrong comes back.
func Example() {
	p, err := program.Parse("crossed.scene", crossed)
	if err != nil {
		fmt.Println(err)
		return
	}
	e, err := engine.New(p)
	if err != nil {
		fmt.Println(err)
		return
	}
	v, err := explore.Run(context.Background(), e, explore.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(v.Answer == explore.Fails, v.Kind, "in", v.Length, "passes:", v.Text)
	why, err := explore.Explain(context.Background(), &v, explore.ExplainStates)
	if err != nil {
		fmt.Println(err)
		return
	}
	var order []string
	for _, c := range v.Schedule {
		order = append(order, c.Run)
	}
	fmt.Println(strings.Join(order, " "))
	fmt.Println(why.Text)
	// Output:
	// true deadlock in 4 passes: deadlock: A waits for right, held by B; B waits for left, held by A.
	// B A A B
	// Pass 2 of 4 decides: A runs. From then on every schedule fails. Had B run instead, it could have gone well.
}
