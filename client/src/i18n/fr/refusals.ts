/**
 * Each refusal in words: as its member reads it, and as the figures of operators name it. Those of acts that are not
 * made daily stand in `refusals-ahead.ts`.
 */
export const refusals = {
  'account.bad_code':
    'Ce code n’est pas le bon, il a expiré, ou il a été demandé dans un autre navigateur. Demandez-en un autre ici.',
  'account.bad_credentials': 'Adresse ou mot de passe incorrect.',
  'account.banned': { member: 'Ce compte est suspendu.', staff: 'Compte suspendu' },
  'account.last_administrator':
    'Vous êtes la seule personne à l’administration. Nommez quelqu’un d’autre, puis fermez votre compte.',
  'account.busy': 'Beaucoup de personnes se connectent en ce moment. Réessayez dans quelques secondes.',
  'account.too_fast': 'Attendez deux secondes et réessayez.',
  'account.rate_limited': 'Trop de tentatives. Attendez un peu avant de réessayer.',
  'account.not_signed_in': 'Connectez-vous pour faire cela.',
  'account.session_ended': 'Votre session est terminée. Reconnectez-vous : vos actes en attente sont gardés.',
  'account.not_confirmed': { member: 'Confirmez d’abord votre adresse.', staff: 'Adresse non confirmée' },
  'account.name_required': 'Indiquez un nom.',
  'account.weak_password': 'Ce mot de passe est trop facile à deviner. Il faut au moins 10 caractères.',
  'account.bad_image': 'Cette image n’a pas pu être lue.',
  'account.image_too_large': 'Cette image est trop lourde : 256 Ko au plus.',
  'account.forbidden': { member: 'Votre rôle ne permet pas cela.', staff: 'Rôle insuffisant' },
  'community.unknown': { member: 'Cette communauté n’existe pas ou plus.', staff: 'Communauté inconnue' },
  'community.private': { member: 'Cette communauté est privée.', staff: 'Communauté privée' },
  'community.last_animator': {
    member: 'Une communauté garde au moins une personne qui l’anime.',
    staff: 'Dernière personne à animer la communauté',
  },
  'community.may_not_create': {
    member: 'Seules les personnes qui animent ou administrent l’ensemble peuvent créer une communauté.',
    staff: 'Ne peut pas créer de communauté',
  },
  'community.not_animator': {
    member: 'Seules les personnes qui animent la communauté le peuvent.',
    staff: 'N’anime pas la communauté',
  },
  'community.archived': {
    member: 'Cette communauté est archivée : on peut la lire, mais plus rien n’y entre.',
    staff: 'Communauté archivée',
  },
  'community.imported': {
    member: 'Une communauté importée d’un fichier public reste publique.',
    staff: 'Communauté importée, donc publique',
  },
  'community.unknown_group': { member: 'Personne n’est dans le groupe « {group} ».', staff: 'Groupe sans personne' },
  'community.exists': { member: 'Cette communauté existe déjà.', staff: 'Communauté déjà créée' },
  'community.no_such_member': {
    member: 'Cette personne n’est pas membre de la communauté.',
    staff: 'Personne pas membre de la communauté',
  },
  'community.no_such_key': {
    member: 'Cette invitation n’est plus valable. Demandez-en une nouvelle à la personne qui anime.',
    staff: 'Invitation plus valable',
  },
  'community.banned': { member: 'La modération vous en a exclu.', staff: 'Exclu de la communauté' },
  'moderation.unknown_subject': { member: 'Ceci n’existe pas, ou plus.', staff: 'Sujet inconnu' },
  'moderation.unknown_case': { member: 'D’autres décident de ce signalement.', staff: 'Signalement inconnu' },
  'moderation.own_content': {
    member: 'Ceci vient de vous : quelqu’un d’autre en décide.',
    staff: 'Sur son propre contenu',
  },
  'moderation.too_many_reports': {
    member: 'Vous avez déjà fait {most, plural, one {# signalement} other {# signalements}} depuis hier.',
    staff: 'Trop de signalements en un jour',
  },
  'moderation.already_decided': {
    member:
      'C’était déjà décidé{outcome, select, hidden { : masqué} kept { : laissé visible} other {}}, par {who, select, me {vous} named {{by}} other {une autre personne}}.',
    staff: 'Déjà décidé',
  },
  'moderation.own_decision': {
    member: 'L’appel porte sur votre décision : quelqu’un d’autre répond.',
    staff: 'Appel contre sa propre décision',
  },
  'moderation.not_animator': {
    member: 'Seules les personnes qui animent la communauté répondent à un appel.',
    staff: 'Appel sans animer la communauté',
  },
  'moderation.nothing_to_appeal': {
    member: 'Plus rien à contester : la décision a changé.',
    staff: 'Rien à contester',
  },
  'moderation.already_appealed': { member: 'Vous avez déjà fait appel de cette décision.', staff: 'Appel déjà fait' },
  'moderation.no_ban': { member: 'Personne ne peut être exclu ici.', staff: 'Exclusion impossible' },
  'channels.bad_quiet_hours': {
    member: 'Heures calmes : choisissez deux heures différentes.',
    staff: 'Heures calmes impossibles',
  },
  'channels.bad_endpoint': { member: 'Cet appareil ne peut pas être prévenu.', staff: 'Adresse d’appareil refusée' },
  'account.no_sms': { member: 'Ce serveur n’envoie pas de SMS.', staff: 'Ce serveur n’envoie pas de SMS' },
  'account.sms_number': {
    member: 'Ce serveur envoie des SMS aux seuls téléphones mobiles de certains pays. Prenez une adresse e-mail.',
    staff: 'Numéro à qui ce serveur n’écrit pas',
  },
  'account.sms_too_many': {
    member:
      'Trop de codes par SMS ont été demandés depuis votre réseau. Prenez une adresse e-mail, ou revenez plus tard.',
    staff: 'Trop de SMS demandés d’un réseau',
  },
  'account.sms_used_up': {
    member: 'Les SMS de ce serveur sont épuisés pour l’instant. Prenez une adresse e-mail, ou revenez plus tard.',
    staff: 'Budget des SMS épuisé',
  },
  'account.not_sent': {
    member: 'Le message n’est pas parti. Réessayez dans quelques minutes, ou prenez une autre adresse.',
    staff: 'Message pas parti',
  },
  'account.not_sent_there': {
    member: 'Le message n’a pas pu être remis à cette adresse. Vérifiez-la, ou prenez-en une autre.',
    staff: 'Message refusé pour cette adresse',
  },
  'announcement.exists': { member: 'Cette annonce existe déjà.', staff: 'Annonce déjà faite' },
  'announcement.not_administrator': {
    member: 'Seule l’administration écrit à tous les membres.',
    staff: 'N’administre pas le serveur',
  },
  'announcement.too_soon': {
    member: 'Une annonce par jour : la prochaine sera possible le {next}.',
    staff: 'Déjà une annonce depuis un jour',
  },
  'poll.unknown': { member: 'Ce vote n’existe pas ou plus.', staff: 'Vote inconnu' },
  'poll.not_open': { member: 'Ce vote n’est pas encore ouvert.', staff: 'Vote pas encore ouvert' },
  'poll.closed': { member: 'Le vote était clos. Vos grains sont intacts.', staff: 'Vote déjà clos' },
  'poll.cancelled': { member: 'Le vote a été annulé. Vos grains sont rendus.', staff: 'Vote annulé' },
  'poll.not_member': {
    member: 'Il faut être membre de la communauté avant l’ouverture du vote.',
    staff: 'Pas membre avant l’ouverture du vote',
  },
  'poll.wrong_method': { member: 'Ce bulletin n’est pas fait pour ce vote.', staff: 'Bulletin d’une autre méthode' },
  'poll.unknown_option': { member: 'Ce bulletin nomme un choix qui n’existe pas.', staff: 'Option inconnue' },
  'poll.option_twice': { member: 'Ce bulletin nomme deux fois le même choix.', staff: 'Option nommée deux fois' },
  'poll.empty_ballot': { member: 'Ce bulletin est vide.', staff: 'Bulletin vide' },
  'poll.too_many_options': {
    member: '{max, plural, one {# choix au plus} other {# choix au plus}}.',
    staff: 'Trop de choix',
  },
  'poll.bad_votes': { member: 'Le nombre de voix n’est pas valable.', staff: 'Nombre de votes incorrect' },
  'poll.over_credits': {
    member: 'Ce bulletin demande plus de {max, plural, one {# crédit} other {# crédits}}.',
    staff: 'Plus de crédits que permis',
  },
  'poll.bad_grade': { member: 'Cette mention n’existe pas dans ce vote.', staff: 'Mention inconnue' },
  'poll.bad_points': {
    member: 'Ce bulletin ne donne pas de points entiers à chaque projet.',
    staff: 'Points incorrects',
  },
  'poll.over_points': {
    member: 'Ce bulletin donne plus de {max, plural, one {# point} other {# points}}.',
    staff: 'Trop de points',
  },
  'poll.no_ballot': { member: 'Vous n’aviez pas de bulletin dans ce vote.', staff: 'Aucun bulletin à retirer' },
  'poll.not_animator': {
    member: 'Seules les personnes qui animent la communauté le peuvent.',
    staff: 'N’anime pas la communauté',
  },
  'poll.exists': { member: 'Ce vote existe déjà.', staff: 'Vote déjà présent' },
  'poll.not_draft': { member: 'Ce vote n’est plus un brouillon.', staff: 'Vote qui n’est plus un brouillon' },
  'poll.not_later': {
    member: 'La nouvelle clôture doit venir après celle qui est annoncée.',
    staff: 'Clôture pas plus tardive',
  },
  'poll.bad_closing': { member: 'La date de clôture doit être dans l’avenir.', staff: 'Date de clôture incorrecte' },
  'poll.not_yet_open': { member: 'Ce vote n’était pas encore ouvert.', staff: 'Vote pas encore ouvert' },
  'poll.bad_opening': { member: 'L’ouverture doit venir avant la clôture.', staff: 'Date d’ouverture incorrecte' },
  'poll.secret': { member: 'Ce vote est secret : votez de nouveau depuis sa page.', staff: 'Vote secret' },
  'poll.not_secret': {
    member: 'Ce vote n’est pas secret : votez de nouveau depuis sa page.',
    staff: 'Bulletin secret pour un vote qui ne l’est pas',
  },
  'poll.secret_costs': { member: 'Un vote secret ne coûte pas de grains.', staff: 'Vote secret qui coûte des grains' },
  'poll.no_key': 'Ce serveur n’a pas la clé de ce vote secret. Votre bulletin attend sur cet appareil.',
  'poll.bad_options': { member: 'Les choix de ce vote ne sont pas valables.', staff: 'Options du vote incorrectes' },
  'media.bad_picture': {
    member: 'Ce fichier n’est pas une photo utilisable (JPEG, PNG, WebP ou AVIF).',
    staff: 'Photo inutilisable',
  },
  'media.too_many_pixels': { member: 'Cette image est trop grande pour être ouverte.', staff: 'Image trop grande' },
  'media.too_large': { member: 'Ce fichier est trop lourd.', staff: 'Fichier trop lourd' },
  'media.wrong_hash': {
    member: 'Le fichier s’est abîmé en route. Il va être envoyé de nouveau.',
    staff: 'Fichier abîmé en route',
  },
  'media.wrong_offset': { member: 'L’envoi reprend à un autre endroit.', staff: 'Reprise ailleurs' },
  'media.beyond_size': { member: 'Le fichier est plus long qu’annoncé.', staff: 'Plus long qu’annoncé' },
  'media.incomplete': { member: 'L’envoi n’est pas fini.', staff: 'Envoi inachevé' },
  'media.unknown_upload': { member: 'Cet envoi n’existe pas ou plus.', staff: 'Envoi inconnu' },
  'media.not_awaited': { member: 'Aucun fichier n’est attendu ici.', staff: 'Fichier non attendu' },
  'media.too_much_today': {
    member: 'Trop d’envois aujourd’hui. Le fichier reste sur cet appareil et partira demain.',
    staff: 'Trop d’envois en un jour',
  },
  'media.too_many_open': {
    member: 'Trop d’envois en même temps. Le fichier reste sur cet appareil.',
    staff: 'Trop d’envois ouverts',
  },
  'project.too_many_pictures': { member: 'Un projet a cinq photos au plus.', staff: 'Plus de cinq photos' },
  'project.unknown_picture': { member: 'Cette photo n’existe pas ou plus.', staff: 'Photo inconnue' },
  'project.picture_exists': { member: 'Cette photo existe déjà.', staff: 'Photo déjà là' },
  'project.in_open_poll': {
    member: 'Un vote ouvert porte sur ce projet : il change après sa clôture.',
    staff: 'Vote ouvert sur le projet',
  },
  'project.too_many_edits': {
    member: 'Ce projet a déjà été modifié {most} fois aujourd’hui.',
    staff: 'Trop de modifications',
  },
  'project.revised': { member: 'Son auteur l’a modifiée depuis : relisez-la.', staff: 'Projet modifié entre-temps' },
  'project.picture_after_approval':
    'La proposition a été publiée avant l’arrivée de cette photo. Un animateur peut l’ajouter.',
  'project.too_many_needs': {
    member: 'Un projet a {most, plural, one {# besoin} other {# besoins}} au plus.',
    staff: 'Trop de besoins',
  },
  'project.need_exists': { member: 'Ce besoin existe déjà.', staff: 'Besoin déjà là' },
  'project.unknown_need': { member: 'Ce besoin n’existe pas ou plus.', staff: 'Besoin inconnu' },
  'project.too_many_added': {
    member: 'Des listes ont déjà ajouté {most, plural, one {# projet} other {# projets}} aujourd’hui.',
    staff: 'Trop de projets par liste',
  },
  'project.unknown': { member: 'Ce projet n’existe pas ou plus.', staff: 'Projet inconnu' },
  'project.withdrawn': { member: 'Le projet a été retiré. Vos grains sont intacts.', staff: 'Projet retiré' },
  'catalogue.unknown': { member: 'Ce titre n’existe pas ou plus.', staff: 'Titre inconnu' },
  'comment.unknown': { member: 'Ce commentaire n’existe plus.', staff: 'Commentaire inconnu' },
  'comment.exists': { member: 'Ce commentaire a déjà été reçu.', staff: 'Commentaire déjà reçu' },
  'comment.not_member': {
    member: 'Rejoignez d’abord la communauté pour y écrire.',
    staff: 'N’est pas membre (commentaire)',
  },
  'comment.not_author': {
    member: 'Seule la personne qui l’a écrit le peut.',
    staff: 'N’est pas l’auteur du commentaire',
  },
  'comment.not_carrier': {
    member: 'Seules la personne qui a proposé le projet et celles qui animent donnent des nouvelles.',
    staff: 'Nouvelles par qui ne porte pas le projet',
  },
  'comment.too_deep': { member: 'On répond au commentaire, pas à une réponse.', staff: 'Réponse à une réponse' },
  'comment.too_many': {
    member: 'Plus de {most, plural, one {# commentaire} other {# commentaires}} en un jour : la suite attend demain.',
    staff: 'Trop de commentaires en un jour',
  },
  'comment.too_many_edits': {
    member:
      'Plus de {most, plural, one {# modification} other {# modifications}} de commentaires en un jour : revenez demain.',
    staff: 'Trop de modifications en un jour',
  },
  'concept.unknown': { member: 'Cette idée n’existe plus.', staff: 'Idée du ciel inconnue' },
  'concept.exists': { member: 'Cette idée a déjà été reçue.', staff: 'Idée du ciel déjà reçue' },
  'concept.too_many': {
    member: 'Pas plus de {most} ici : retirez-en un d’abord.',
    staff: 'Trop d’idées du ciel, ou de liens d’une idée',
  },
  'books.unknown_mark': { member: 'Cette marque n’existe plus.', staff: 'Marque inconnue' },
  'books.too_many_marks': { member: 'Pas plus de {most} ici : retirez-en d’abord.', staff: 'Trop de marques' },
  'books.too_many_notes': {
    member: 'Pas plus de {most, plural, one {# texte} other {# textes}} ici.',
    staff: 'Trop de textes d’une note',
  },
  'project.not_author': { member: 'Seule la personne qui l’a proposé le peut.', staff: 'N’est pas l’auteur du projet' },
  'project.not_published': { member: 'Ce projet n’est pas encore publié.', staff: 'Projet pas encore publié' },
  'project.not_animator': {
    member: 'Seules les personnes qui animent la communauté le peuvent.',
    staff: 'N’anime pas la communauté',
  },
  'project.exists': { member: 'Ce projet existe déjà.', staff: 'Projet déjà présent' },
  'project.not_member': { member: 'Il faut être membre de la communauté.', staff: 'Pas membre de la communauté' },
  'project.not_in_group': {
    member: 'Ici, seul le groupe « {group} » propose des projets, avec les personnes qui animent.',
    staff: 'Pas dans le groupe qui propose',
  },
  'project.already_published': { member: 'Ce projet est déjà publié.', staff: 'Projet déjà publié' },
  'project.too_many_proposals': {
    member:
      'Vous avez déjà {most, plural, one {# proposition en attente ou faite} other {# propositions en attente ou faites}} depuis hier. Retirez-en, ou attendez qu’elles soient lues ; celle-ci reste dans vos actes.',
    staff: 'Trop de propositions en attente',
  },
  'reading.unknown_story': {
    member: 'Cette histoire n’est plus au catalogue.',
    staff: 'Histoire retirée du catalogue',
  },
  'reading.unknown_item': { member: 'Ce texte n’est plus dans votre liste.', staff: 'Texte absent de « À lire »' },
  'reading.exists': { member: 'Ce texte est déjà dans votre liste.', staff: 'Texte déjà dans « À lire »' },
  'reading.not_at_end': { member: 'La dernière page n’a pas été atteinte.', staff: 'Dernière page pas atteinte' },
  'reading.too_fast': {
    member: 'La lecture a été trop rapide pour compter.',
    staff: 'Lecture trop rapide pour compter',
  },
  'reading.bad_link': { member: 'Ce lien n’est pas une adresse web.', staff: 'Lien incorrect' },
  'reading.private_address': 'Ce lien mène à un réseau privé.',
  'reading.too_many_redirects': 'Ce lien renvoie trop de fois ailleurs.',
  'reading.too_large': 'Cette page est trop lourde (2 Mo au plus).',
  'reading.timeout': 'Ce site a mis trop de temps à répondre.',
  'reading.not_html': 'Ce lien ne mène pas à un texte.',
  'reading.unreachable': 'Ce site est injoignable, ou n’est pas public.',
  'reading.no_text': 'Aucun texte n’a été trouvé sur cette page.',
  'reading.queue_full': { member: 'Votre liste « À lire » est pleine.', staff: '« À lire » plein' },
  'reading.not_author': {
    member: 'Seules les personnes qui ont le rôle de rédaction ou d’administration publient des textes.',
    staff: 'N’a pas le rôle de rédaction ni d’administration',
  },
  'reading.not_own_text': {
    member: 'Seules la personne qui l’a écrit et l’administration retirent un texte.',
    staff: 'Texte d’une autre personne',
  },
  'reading.text_exists': { member: 'Ce texte est déjà publié.', staff: 'Texte déjà reçu' },
  'reading.too_many_texts': {
    member: 'Pas plus de {most, plural, one {# texte} other {# textes}} par jour. Publiez la suite demain.',
    staff: 'Trop de textes en un jour',
  },
  'saka.disabled': { member: 'Les grains sont en pause pour le moment.', staff: 'Grains en pause' },
  'saka.boost_disabled': { member: 'Planter des grains est en pause pour le moment.', staff: 'Plantations en pause' },
  'saka.vote_disabled': {
    member: 'Voter avec des grains est en pause pour le moment.',
    staff: 'Vote avec des grains en pause',
  },
  'saka.insufficient_grains': {
    member:
      '{balance, plural, =0 {Vous aviez déjà planté ces grains ailleurs.} other {Pas assez de grains. Ceux que vous avez sont intacts.}}',
    staff: 'Pas assez de grains',
  },
  'saka.not_in_good_standing': {
    member: 'Ce compte ne peut pas planter de grains.',
    staff: 'Compte suspendu ou fermé',
  },
  'sync.bad_request': 'La demande était mal formée.',
  'sync.bad_args': { member: 'Cet acte n’est pas valable tel quel.', staff: 'Acte non valable' },
  'sync.key_reused': {
    member: 'Cet acte porte un numéro déjà utilisé pour un autre. Il est mis de côté.',
    staff: 'Numéro d’acte déjà utilisé',
  },
  'sync.cancelled': { member: 'Annulé avant d’être compté.', staff: 'Annulé avant d’être compté' },
  'sync.cannot_cancel': 'Cela ne peut pas être annulé : l’envoi continue.',
  'sync.too_many_turns': {
    member: 'Vous l’avez déjà fait {most, plural, one {# fois} other {# fois}} aujourd’hui : réessayez demain.',
    staff: 'Fait trop souvent en un jour',
  },
  'sync.too_many_mutations': 'Trop d’actes à la fois.',
  'sync.too_large': 'L’envoi est trop lourd.',
  'sync.mutation_too_large': { member: 'Ce texte est trop long pour être envoyé.', staff: 'Acte trop volumineux' },
  'sync.wrong_member': 'Cet appareil est connecté avec un autre compte.',
  'sync.unknown_device': 'Cet appareil n’est plus reconnu. Reconnectez-vous : vos actes en attente sont gardés.',
  'sync.wrong_order': { member: 'Les actes sont arrivés dans le désordre.', staff: 'Actes dans le désordre' },
  'sync.unauthenticated': 'Reconnectez-vous pour envoyer.',
  'sync.rate_limited': 'Trop d’envois : la suite part bientôt d’elle-même.',
  'sync.busy': 'Le serveur est occupé : l’envoi reprend bientôt de lui-même.',
  'sync.upgrade_required': { member: 'Une mise à jour de l’app est nécessaire.', staff: 'Application trop ancienne' },
  'sync.internal': { member: 'Le serveur a rencontré un problème.', staff: 'Erreur du serveur' },
  'sync.no_answer': {
    member: 'Le serveur ne répond pas à cet acte. Il est gardé ici.',
    staff: 'Pas de réponse du serveur',
  },
  'sync.read_only':
    'Le serveur est en pause pour un entretien : vous pouvez lire, et vos actes partiront ensuite d’eux-mêmes.',
  'sync.storage_full': 'La mémoire de cet appareil est pleine. Supprimez des téléchargements, puis réessayez.',
  'sync.not_kept':
    'Rien n’a été fait : le serveur ne répond pas, et ce navigateur ne garde rien. Réessayez avec le réseau.',
  'sync.not_received':
    'Le serveur n’a pas encore répondu. L’app réessaie tant que cette page reste ouverte : ne refaites pas cet acte.',
  'sync.unreadable_act': 'Ce qui est gardé de cet acte sur cet appareil est abîmé : il ne peut pas partir.',
  'sync.scope_revoked': 'Vous n’avez plus accès à la communauté de cet acte. Il est gardé ici.',
  'sync.lost_in_restore': {
    member: 'Le serveur a été remis à une sauvegarde et n’a pas pu reprendre cet acte.',
    staff: 'Perdu dans une restauration',
  },
  'follow.oneself': { member: 'Vous ne pouvez pas vous suivre vous-même.', staff: 'Se suit lui-même' },
  'follow.unknown_member': { member: 'Ce compte n’existe plus.', staff: 'Compte inconnu' },
  'follow.unknown_category': { member: 'Cette catégorie n’existe plus.', staff: 'Catégorie inconnue' },
  'follow.too_many': {
    member:
      'Vous suivez déjà {most, plural, one {# auteur, catégorie ou membre} other {# auteurs, catégories et membres}}, le plus possible.',
    staff: 'Trop de suivis',
  },
  'review.unknown_work': { member: 'Ce livre n’est plus au catalogue.', staff: 'Livre inconnu' },
  'review.not_read': {
    member: 'Lisez d’abord un quart de ce livre, puis donnez votre avis.',
    staff: 'Avis avant d’avoir lu un quart',
  },
  'invitation.unknown': 'Cette invitation n’existe pas. Vérifiez le code, ou continuez sans lui.',
  'invitation.own': 'C’est votre propre code : il sert aux personnes que vous invitez.',
  'invitation.ended': 'Cette invitation ne vaut plus. Vous pouvez continuer sans elle.',
  'invitation.already': 'Vous avez déjà accepté une invitation.',
  'invitation.too_late':
    'Une invitation s’accepte pendant {days, plural, one {# jour} other {# jours}} après l’arrivée, de quelqu’un qui était là avant vous.',
  'account.oidc_refused': 'La connexion a été refusée là-bas.',
  'account.oidc_stale': 'Cette connexion a trop attendu, ou elle a commencé ailleurs. Recommencez.',
  'account.oidc_invalid': 'La réponse reçue n’est pas sûre. Personne n’est connecté : essayez avec votre mot de passe.',
  'account.oidc_unavailable': 'Ce fournisseur ne répond pas pour le moment. Essayez avec votre mot de passe.',
  'account.oidc_unverified': 'Ce fournisseur n’a pas vérifié votre adresse. Connectez-vous avec votre mot de passe.',
  'account.oidc_no_account': 'Aucun compte n’a cette adresse ici. Créez d’abord le vôtre.',
} as const;
