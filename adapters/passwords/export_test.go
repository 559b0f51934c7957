package passwords

// Occupy takes a turn until the returned function is called.
func (p *Passwords) Occupy(running chan<- struct{}) func() {
	p.turns <- struct{}{}
	close(running)
	return p.give
}
