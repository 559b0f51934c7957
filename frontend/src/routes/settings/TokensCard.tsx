import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAct } from "../../api/act";
import { makeToken, revokeToken, type Token, tokensQuery } from "../../api/tokens";
import { eventsText } from "../../text/events";
import { refusalOf } from "../../text/problems";
import { useText } from "../../text/text";
import { tokensText } from "../../text/tokens";
import { Alert } from "../../ui/Alert";
import { Badge } from "../../ui/Badge";
import { Button, ButtonRow } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Checkbox } from "../../ui/Checks";
import { CopyButton } from "../../ui/CopyButton";
import { DateField } from "../../ui/DateField";
import { EmptyState } from "../../ui/EmptyState";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { notify } from "../../ui/notify";
import { Table } from "../../ui/Table";
import { TextField } from "../../ui/TextField";
import { useFormat } from "../../ui/words";
import { ConfirmDialog } from "../ConfirmDialog";

/** The tokens by which programs act for me. */
export function TokensCard() {
  const text = useText(tokensText);
  const { data: tokens } = useSuspenseQuery(tokensQuery);
  const [made, setMade] = useState<Token>();
  const living = tokens.items.filter(({ standing }) => standing === "living").length;
  return (
    <Card title={text.title}>
      <p className="kern-body ui-text">{text.lead}</p>
      <TokenTable tokens={tokens.items} />
      {made?.secret && (
        <Alert tone="success" live title={text.made}>
          <code className="ui-code ui-break">{made.secret}</code>{" "}
          <CopyButton label={text.secret} value={made.secret} />
        </Alert>
      )}
      {tokens.offered.length === 0 && <Alert tone="info" title={text.nothing} />}
      {tokens.offered.length > 0 && living >= tokens.most && (
        <Alert tone="info" title={text.full(tokens.most)} />
      )}
      {tokens.offered.length > 0 && living < tokens.most && (
        <NewToken key={made?.id} offered={tokens.offered} latest={tokens.latest} onMade={setMade} />
      )}
    </Card>
  );
}

const tones = { living: "success", expired: "neutral", revoked: "neutral" } as const;

function TokenTable(props: { tokens: readonly Token[] }) {
  const { tokens } = props;
  const text = useText(tokensText);
  const words = useText(eventsText);
  const format = useFormat();
  const revoke = useAct(revokeToken);
  const [asked, setAsked] = useState<Token>();
  return (
    <>
      <Table
        caption={text.caption}
        rows={tokens}
        rowKey={({ id }) => id}
        empty={<EmptyState title={text.none}>{text.noneText}</EmptyState>}
        columns={[
          { key: "name", header: text.name, cell: ({ name }) => name },
          {
            key: "acts",
            header: text.acts,
            cell: ({ acts }) => acts.map((act) => words.acts[act] ?? act).join(", "),
          },
          { key: "lastDay", header: text.lastDay, cell: ({ lastDay }) => format.date(lastDay) },
          {
            key: "used",
            header: text.used,
            cell: ({ usedAt }) => (usedAt ? format.instant(usedAt) : text.never),
          },
          {
            key: "standing",
            header: text.standing,
            cell: ({ standing }) => <Badge tone={tones[standing]}>{text.standings[standing]}</Badge>,
          },
          {
            key: "revoke",
            header: text.revoke,
            action: true,
            cell: (token) =>
              token.standing === "living" && (
                <Button small aria-label={text.revokeNamed(token.name)} onClick={() => setAsked(token)}>
                  {text.revoke}
                </Button>
              ),
          },
        ]}
      />
      <ConfirmDialog
        open={asked !== undefined}
        title={text.revokeTitle}
        act={text.revoke}
        onClose={() => setAsked(undefined)}
        onAct={async () => {
          if (!asked) return;
          await revoke.mutateAsync(asked);
          notify("success", text.revoked);
        }}
      >
        <p className="kern-body">{asked && text.revokeText(asked.name)}</p>
      </ConfirmDialog>
    </>
  );
}

function NewToken(props: { offered: readonly string[]; latest: string; onMade: (token: Token) => void }) {
  const { offered, latest, onMade } = props;
  const text = useText(tokensText);
  const words = useText(eventsText);
  const format = useFormat();
  const make = useAct(makeToken);
  const form = useFields({ name: "", lastDay: "", chosen: offered.map(() => false) });
  const any = form.hook.watch("chosen").some(Boolean);
  return (
    <Form
      form={form}
      onSubmit={async ({ name, lastDay, chosen }) => {
        const acts = offered.filter((_, index) => chosen[index]);
        return await refusalOf(make.mutateAsync({ name: name.trim(), lastDay, acts }).then(onMade));
      }}
    >
      <TextField {...form.text("name", text.name, { least: 3 })} hint={text.nameHint} maxLength={60} />
      <fieldset className="kern-fieldset ui-field">
        <legend className="kern-label">{text.acts}</legend>
        <div className="kern-fieldset__body">
          {offered.map((act, index) => (
            <Checkbox key={act} {...form.flag(`chosen.${index}`, words.acts[act] ?? act)} />
          ))}
        </div>
      </fieldset>
      <DateField {...form.date("lastDay", text.lastDay)} hint={text.lastDayHint(format.date(latest))} />
      <ButtonRow>
        <Button
          type="submit"
          variant="primary"
          busy={form.hook.formState.isSubmitting}
          disabledReason={any ? undefined : text.actsMissing}
        >
          {text.make}
        </Button>
      </ButtonRow>
    </Form>
  );
}
