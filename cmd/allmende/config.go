package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/mail"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/jackc/pgx/v5/pgconn"

	allmendehttp "allmende/adapters/http"
	"allmende/domain/disclosure"
	"allmende/domain/fault"
)

// config is what the environment says, read once.
type config struct {
	data     string // the folder of the private PostgreSQL and of the log's key
	listen   string // host and port to serve on
	database string // the owner's connection to a given server, or empty
	demo     bool   // whether an empty installation gets the demonstration
	codes    string // a folder with the lists of codes that the demonstration takes in, or empty
	public   *url.URL
	inside   []string          // hosts that webhooks may call although they are not public
	ocid     disclosure.Prefix // of what is published in the Open Contracting Data Standard
	mail     *mailConfig       // nil: orders wait in the portal, and nobody is told of anything
	papers   papersConfig
}

// mailConfig is how mail leaves.
type mailConfig struct {
	server *url.URL
	from   *mail.Address
}

func readConfig(getenv func(string) string) (config, error) {
	c := config{data: getenv("ALLMENDE_DATA"), listen: getenv("ALLMENDE_LISTEN"), database: getenv("DATABASE_URL"), codes: getenv("ALLMENDE_CODES")}
	if c.data == "" {
		c.data = defaultData(getenv)
	}
	if c.listen == "" {
		c.listen = "localhost:8080"
	}
	var problems []string
	if _, _, err := net.SplitHostPort(c.listen); err != nil {
		problems = append(problems, fmt.Sprintf("ALLMENDE_LISTEN is %q, but must be host:port, as localhost:8080", c.listen))
	}
	switch demo := getenv("ALLMENDE_DEMO"); demo {
	case "":
		c.demo = c.database == ""
	case "on", "off":
		c.demo = demo == "on"
	default:
		problems = append(problems, fmt.Sprintf("ALLMENDE_DEMO is %q, but must be on or off", demo))
	}
	var unreadable []string
	c.public, c.mail, unreadable = readMail(getenv, c.listen)
	problems = append(problems, unreadable...)
	c.papers, unreadable = readPapers(getenv)
	problems = append(problems, unreadable...)
	prefix, err := disclosure.ParsePrefix(getenv("ALLMENDE_OCID_PREFIX"))
	if err != nil {
		problems = append(problems, fmt.Sprintf("ALLMENDE_OCID_PREFIX is %q, but must be one that the Open Contracting Partnership gave out, as ocds-213czf", getenv("ALLMENDE_OCID_PREFIX")))
	}
	c.ocid = prefix
	c.inside = strings.FieldsFunc(getenv("ALLMENDE_WEBHOOK_HOSTS"), func(r rune) bool { return r == ',' || r == ' ' })
	absolute, err := filepath.Abs(c.data)
	if err != nil {
		problems = append(problems, fmt.Sprintf("ALLMENDE_DATA is %q: %v", c.data, err))
	}
	c.data = absolute
	if len(problems) > 0 {
		return c, errors.New(strings.Join(problems, "; "))
	}
	return c, nil
}

// readMail reads where people reach the pages, and how mail leaves.
func readMail(getenv func(string) string, listen string) (public *url.URL, leaving *mailConfig, problems []string) {
	address := cmp.Or(getenv("ALLMENDE_URL"), "http://"+listen)
	public, err := url.Parse(address)
	if err != nil || public.Host == "" || public.Scheme != "http" && public.Scheme != "https" {
		problems = append(problems, fmt.Sprintf("ALLMENDE_URL is %q, but must be an address as https://allmende.example", address))
	}
	given := getenv("ALLMENDE_SMTP_URL")
	if given == "" {
		return public, nil, problems
	}
	leaving = &mailConfig{}
	if leaving.server, err = url.Parse(given); err != nil || leaving.server.Host == "" || leaving.server.Scheme != "smtp" && leaving.server.Scheme != "smtps" {
		problems = append(problems, "ALLMENDE_SMTP_URL must be an address as smtp://user:password@mail.example:587 or smtps://mail.example")
	}
	sender := getenv("ALLMENDE_MAIL_FROM")
	if leaving.from, err = mail.ParseAddress(sender); err != nil {
		problems = append(problems, fmt.Sprintf("ALLMENDE_MAIL_FROM is %q, but must be a sender as Allmende <allmende@mail.example>", sender))
	}
	return public, leaving, problems
}

// defaultData is where the installation lives when nobody says: for root the
// system's place, since the database's user cannot enter /root.
func defaultData(getenv func(string) string) string {
	if os.Geteuid() == 0 {
		return "/var/lib/allmende"
	}
	if share := getenv("XDG_DATA_HOME"); share != "" {
		return filepath.Join(share, "allmende")
	}
	return filepath.Join(getenv("HOME"), ".local", "share", "allmende")
}

// plain turns an error into the one sentence that the person at the terminal needs.
func plain(err error) string {
	var server *pgconn.PgError
	if f, ok := fault.Of(err); ok {
		return fmt.Sprintf("refused: %s (%s)", allmendehttp.Sentence(f, "en"), f.Code())
	}
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return "the address is taken by another program: set ALLMENDE_LISTEN to a free one, as localhost:8081"
	case errors.Is(err, syscall.EACCES), errors.Is(err, fs.ErrPermission):
		return fmt.Sprintf("no permission: %v", err)
	case errors.Is(err, syscall.ENOSPC), errors.As(err, &server) && server.Code == "53100":
		return fmt.Sprintf("the disk is full: free some space and start again (%v)", err)
	}
	return err.Error()
}
