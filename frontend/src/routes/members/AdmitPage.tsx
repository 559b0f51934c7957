import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useAct } from "../../api/act";
import { admitMember } from "../../api/members";
import { useList } from "../../api/pages";
import { type BodySearch, type PublicBody, publicBodiesQuery } from "../../api/public-bodies";
import { membersText } from "../../text/members";
import { refusalOf } from "../../text/problems";
import { shared } from "../../text/shared";
import { useText } from "../../text/text";
import { Breadcrumb } from "../../ui/Breadcrumb";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { EmptyState } from "../../ui/EmptyState";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { MoneyField } from "../../ui/MoneyField";
import { notify } from "../../ui/notify";
import { PageHeader } from "../../ui/PageHeader";
import { Select } from "../../ui/Select";
import { Table } from "../../ui/Table";
import { TextField } from "../../ui/TextField";
import { useLater } from "../../ui/useLater";
import { useFormat } from "../../ui/words";
import { ListEnd } from "../ListEnd";
import { TextLink } from "../links";
import { admitRoute } from "./routes";
import "./Members.css";
import { SubmitRow } from "../SubmitRow";

/** Where an officer finds a body of the directory and makes it a member. */
export function AdmitPage() {
  const texts = useText(membersText);
  const text = texts.admit;
  const [chosen, setChosen] = useState<PublicBody>();
  return (
    <div className="ui-page">
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/members">{texts.title}</TextLink>
          </Breadcrumb>
        }
        title={text.title}
        lead={text.lead}
      />
      <Search />
      <Directory onChoose={setChosen} />
      <Dialog
        open={chosen !== undefined}
        title={chosen ? text.dialog(chosen.name) : text.title}
        onClose={() => setChosen(undefined)}
      >
        {chosen && <AdmissionForm body={chosen} onClose={() => setChosen(undefined)} />}
      </Dialog>
    </div>
  );
}

function Search() {
  const texts = useText(membersText);
  const text = texts.admit;
  const navigate = useNavigate();
  const search = admitRoute.useSearch();
  const later = useLater(250);
  const [q, setQ] = useState(search.q ?? "");
  const show = (change: BodySearch) =>
    navigate({
      to: "/members/admit",
      search: Object.fromEntries(Object.entries({ ...search, ...change }).filter(([, value]) => value)),
      replace: true,
      resetScroll: false,
    });
  return (
    <search className="members-filters" aria-label={text.title}>
      <TextField
        type="search"
        label={text.search}
        placeholder={text.searchHint}
        maxLength={100}
        value={q}
        onChange={(typed) => {
          setQ(typed);
          later(() => show({ q: typed.trim() }));
        }}
      />
      <Select
        label={text.state}
        empty={text.allStates}
        choices={Object.entries(texts.states)
          .sort(([a], [b]) => a.localeCompare(b))
          .map(([value, label]) => ({ value, label }))}
        value={search.state ?? ""}
        onChange={(state) => show({ state: state || undefined })}
      />
    </search>
  );
}

function Directory(props: { onChoose: (body: PublicBody) => void }) {
  const { onChoose } = props;
  const texts = useText(membersText);
  const text = texts.admit;
  const { common } = useText(shared);
  const format = useFormat();
  const { items, end } = useList(publicBodiesQuery(admitRoute.useSearch()));
  return (
    <>
      <Table
        caption={text.results}
        captionHidden
        rows={items}
        rowKey={({ officialKey }) => officialKey}
        columns={[
          { key: "name", header: texts.name, rowHeader: true, cell: ({ name }) => name },
          { key: "kind", header: text.kindName, cell: ({ kindName }) => kindName },
          {
            key: "place",
            header: text.place,
            cell: ({ districtName, stateName }) => [districtName, stateName].filter(Boolean).join(", "),
          },
          {
            key: "key",
            header: texts.officialKey,
            cell: ({ officialKey }) => <span className="ui-figures">{officialKey}</span>,
          },
          {
            key: "population",
            header: texts.population,
            numeric: true,
            cell: ({ population, populationYear }) =>
              `${format.number(population)}${populationYear ? ` (${populationYear})` : ""}`,
          },
          {
            key: "act",
            header: common.actions,
            action: true,
            cell: (body) =>
              body.memberId ? (
                <TextLink to="/members/$id" params={{ id: body.memberId }}>
                  {text.member}
                </TextLink>
              ) : (
                <Button small aria-label={text.actFor(body.name)} onClick={() => onChoose(body)}>
                  {text.act}
                </Button>
              ),
          },
        ]}
        empty={
          <EmptyState icon="search" title={text.empty}>
            {text.emptyText}
          </EmptyState>
        }
      />
      {items.length > 0 && <ListEnd end={end} />}
    </>
  );
}

function AdmissionForm(props: { body: PublicBody; onClose: () => void }) {
  const { body, onClose } = props;
  const texts = useText(membersText);
  const text = texts.admit;
  const format = useFormat();
  const navigate = useNavigate();
  const admit = useAct(admitMember);
  const form = useFields({ leitwegId: "", approvalLimit: "" });
  const population = `${format.number(body.population)}${
    body.populationYear ? ` (${texts.populationYear(body.populationYear)})` : ""
  }`;
  return (
    <Form
      form={form}
      onSubmit={async ({ leitwegId, approvalLimit }) => {
        const act = admit.mutateAsync({
          officialKey: body.officialKey,
          ...(leitwegId.trim() && { leitwegId: leitwegId.trim() }),
          ...(approvalLimit && { approvalLimit }),
        });
        const refusal = await refusalOf(act);
        if (refusal) return refusal;
        notify("success", text.done(body.name));
        onClose();
        navigate({ to: "/members/$id", params: { id: (await act).id } });
        return undefined;
      }}
    >
      <p className="kern-body">
        {body.kindName} · {[body.districtName, body.stateName].filter(Boolean).join(", ")} ·{" "}
        <span className="ui-figures">{body.officialKey}</span>
        <br />
        {text.snapshot(population)}
      </p>
      <TextField
        {...form.text("leitwegId", texts.leitwegId, { optional: true })}
        hint={texts.leitwegIdHint}
        maxLength={46}
      />
      <MoneyField {...form.money("approvalLimit", texts.limit, { optional: true })} hint={text.limitHint} />
      <SubmitRow form={form} act={text.act} onCancel={onClose} />
    </Form>
  );
}
