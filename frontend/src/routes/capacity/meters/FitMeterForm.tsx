import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useAct } from "../../../api/act";
import { memberReservationsQuery } from "../../../api/capacity";
import { sitesQuery } from "../../../api/capacity-keeping";
import { allMembersQuery } from "../../../api/members";
import { fitMeter, type Meter } from "../../../api/meters";
import { today } from "../../../lib/date";
import { metersText } from "../../../text/meters";
import { refusalOf } from "../../../text/problems";
import { shared } from "../../../text/shared";
import { useText } from "../../../text/text";
import { DateField } from "../../../ui/DateField";
import { Form } from "../../../ui/Form";
import { useFields } from "../../../ui/fields";
import { notify } from "../../../ui/notify";
import { Select } from "../../../ui/Select";
import { TextField } from "../../../ui/TextField";
import { CodeField } from "../../CodeField";
import { SubmitRow } from "../../SubmitRow";
import { energyUnit } from "../meterWords";

interface MeterValues {
  name: string;
  memberId: string;
  reservationId: string;
  resource: string;
  other: string;
  kind: Meter["kind"] | "";
  every: Meter["every"] | "";
  unit: string;
  from: string;
  reason: string;
}

const other = "other";
const ofSite = "site:"; // before the id of a site, among those of members

/** Builds a meter in: what it measures of whom, in what and how often. */
export function FitMeterForm(props: { onClose: () => void }) {
  const { onClose } = props;
  const text = useText(metersText);
  const { common } = useText(shared);
  const { data: members } = useQuery(allMembersQuery);
  const { data: sites } = useQuery(sitesQuery);
  const fit = useAct(fitMeter);
  const form = useFields<MeterValues>({
    name: "",
    memberId: "",
    reservationId: "",
    resource: "power",
    other: "",
    kind: "counter",
    every: "quarter-hour",
    unit: "",
    from: today(),
    reason: "",
  });
  const [owner, resource, kind, from] = form.hook.watch(["memberId", "resource", "kind", "from"]);
  const site = siteOf(owner);
  const ownedBySite = site !== undefined;
  const { setValue } = form.hook;
  useEffect(() => setValue("resource", ownedBySite ? "site-energy" : "power"), [setValue, ownedBySite]);
  const resources: readonly (readonly [string, string])[] = site
    ? Object.entries(text.siteResources)
    : [...Object.entries(text.resources), [other, text.other]];
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        const { kind, every } = values;
        if (kind === "" || every === "") return undefined; // their fields have said so
        const measured = values.resource === other ? values.other.trim() : values.resource;
        const refusal = await refusalOf(
          fit.mutateAsync({
            name: values.name.trim(),
            ...(siteOf(values.memberId)
              ? { siteId: siteOf(values.memberId) }
              : {
                  memberId: values.memberId,
                  ...(values.reservationId && { reservationId: values.reservationId }),
                }),
            resource: measured,
            kind,
            every,
            unit: energyUnit(measured, kind) ?? values.unit.trim(),
            from: values.from,
            ...(values.reason && { reason: values.reason.trim() }),
          }),
        );
        if (refusal) return refusal;
        notify("success", text.fitted);
        onClose();
        return undefined;
      }}
    >
      <TextField {...form.text("name", text.name)} hint={text.nameHint} maxLength={100} />
      <Select
        {...form.choice("memberId", text.owner)}
        choices={[
          ...(members ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ...(sites?.items ?? []).map(({ id, name }) => ({ value: ofSite + id, label: text.site(name) })),
        ]}
      />
      {owner && !site && <ReservationField form={form} memberId={owner} />}
      <Select
        {...form.choice("resource", text.resource)}
        choices={resources.map(([value, label]) => ({ value, label }))}
      />
      {resource === other && (
        <TextField {...form.text("other", text.otherName)} hint={text.otherHint} maxLength={40} />
      )}
      <Select {...form.choice("kind", text.kind)} choices={choicesOf(text.kinds)} />
      {energyUnit(resource, kind) === undefined && (
        <CodeField {...form.text("unit", text.unit)} hint={text.unitHint} list="units" />
      )}
      <Select {...form.choice("every", text.every)} choices={choicesOf(text.everies)} />
      <DateField {...form.date("from", text.from)} />
      {from && from < today().slice(0, "2026-11".length) && (
        <TextField
          {...form.text("reason", common.reason, { optional: true })}
          hint={text.lateHint}
          maxLength={500}
        />
      )}
      <SubmitRow form={form} act={text.fit} onCancel={onClose} />
    </Form>
  );
}

function siteOf(owner: string): string | undefined {
  return owner.startsWith(ofSite) ? owner.slice(ofSite.length) : undefined;
}

function choicesOf<V extends string>(words: Readonly<Record<V, string>>) {
  return Object.entries<string>(words).map(([value, label]) => ({ value: value as V, label })); // a record's own keys
}

/** The reservations of the member, of which a meter measures one at most. */
function ReservationField(props: { form: ReturnType<typeof useFields<MeterValues>>; memberId: string }) {
  const { form, memberId } = props;
  const text = useText(metersText);
  const { data } = useQuery(memberReservationsQuery(memberId));
  return (
    <Select
      {...form.choice("reservationId", text.reservation, { optional: true })}
      hint={text.reservationHint}
      empty={text.noReservation}
      choices={(data ?? []).map(({ id, number, purpose }) => ({ value: id, label: `${number} ${purpose}` }))}
    />
  );
}
