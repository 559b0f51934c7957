import { useQuery } from "@tanstack/react-query";
import { useAct } from "../../api/act";
import { followLicence, type LicenceReason, licenceQuery } from "../../api/holdings";
import { Problem } from "../../api/problem";
import { licencesText } from "../../text/licences";
import { sentenceOf } from "../../text/problems";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { notify } from "../../ui/notify";

/** The licence that an order follows, and why. */
export interface FollowedLicence {
  id: string;
  reason: LicenceReason;
}

/** What the order is for. */
export function FollowedLicenceNote(props: FollowedLicence) {
  const text = useText(licencesText);
  const { data: licence } = useQuery(licenceQuery(props.id));
  return licence ? <Alert tone="info" title={text.forLicence[props.reason](licence.name)} /> : null;
}

/** Ties a placed order to its licence. The order stands also where that fails. */
export function useFollowing() {
  const text = useText(licencesText);
  const follow = useAct(followLicence);
  return async (order: FollowedLicence & { callOffId: string }) => {
    try {
      await follow.mutateAsync(order);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      notify("danger", `${text.notFollowed}: ${sentenceOf(problem)}`);
    }
  };
}
